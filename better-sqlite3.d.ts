/** better-sqlite3 13 ships no types. Only what Clusterdeck calls is declared. */
declare module "better-sqlite3" {
  export interface Statement {
    readonly reader: boolean;
    all(parameters: readonly unknown[]): unknown[];
    run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
    iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
  }

  export default class Database {
    constructor(path: string, options?: { timeout?: number; readonly?: boolean; fileMustExist?: boolean });
    prepare(sql: string): Statement;
    exec(sql: string): this;
    pragma(statement: string): unknown;
    close(): void;
  }
}
