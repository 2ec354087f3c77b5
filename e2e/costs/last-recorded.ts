import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { z } from "zod";
import type { EpochMs } from "@/lib/domain/time/epoch";

const rowsSchema = z.tuple([z.object({ lastAt: z.number().nullable() })]);

/** When the latest recorded poll was read, by the clock of the process that recorded it; `null` before the first. */
export function lastRecorded(dataDir: string): EpochMs | null {
  const database = new Sqlite(join(dataDir, "clusterdeck.sqlite"), { readonly: true });
  const rows = database.prepare("select max(last_at) as lastAt from poll_run").all([]);
  database.close();
  return rowsSchema.parse(rows)[0].lastAt;
}
