import "server-only";
import { sql } from "kysely";
import type { SecretBox } from "../secret-box/secret-box";
import type { Store } from "../store/open-database";
import { STORED_TABLES } from "../store-copy/stored-parts";

export interface CheckedSecrets {
  /** How many secrets are stored sealed. */
  sealed: number;
  /** Whose secrets cannot be opened: "channel ops". */
  unreadable: string[];
}

/** Which of the secrets that are stored sealed this box opens; none if there is no box. */
export async function checkSecrets({ db }: Pick<Store, "db">, box: SecretBox | null): Promise<CheckedSecrets> {
  const result: CheckedSecrets = { sealed: 0, unreadable: [] };
  for (const { name, sealed = [] } of STORED_TABLES) {
    if (sealed.length === 0) continue;
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    for (const row of rows) {
      for (const { column, owner } of sealed) {
        const text = row[column];
        // What was erased.
        if (typeof text !== "string") continue;
        result.sealed += 1;
        if (box === null || box.open(text, owner(row)) === null) result.unreadable.push(owner(row));
      }
    }
  }
  return result;
}
