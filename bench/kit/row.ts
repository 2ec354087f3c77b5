/** One line of the table: what limits.md asks for and what came out. */
export interface Row {
  what: string;
  target: string;
  measured: string;
  isMet: boolean;
  against: string;
}

/** Measures one row of limits.md, which may hold several targets. Quick runs are shorter and say less. */
export type Bench = (isQuick: boolean) => Promise<Row[]>;
