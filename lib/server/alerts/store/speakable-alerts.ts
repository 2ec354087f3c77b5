import "server-only";
import { type Kysely, sql } from "kysely";
import { FLAPPING_MEMORY_MS } from "@/lib/domain/alerts/flapping";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { Dialect } from "../../store/open-database";
import type { AlertTables } from "./schema";

/** Deliveries are tried for a day, and whatever ended before cannot be said any more. */
export const SPEAKABLE_MS = DAY_MS + FLAPPING_MEMORY_MS;

/**
 * The open alerts, and those that ended so lately that something may still be said of them. Each part is looked up in an index: nearly
 * all alerts ended long ago.
 */
export function speakableAlerts(db: Kysely<AlertTables>, now: EpochMs) {
  return db
    .selectFrom("alert")
    .where((where) =>
      where.or([
        where("state", "in", ["pending", "firing"]),
        where.and([where("state", "=", "resolved"), where("resolvedAt", ">", now - SPEAKABLE_MS)]),
      ]),
    );
}

/**
 * Names what is stored of these alerts: another name if anything of it has changed. `null` on SQLite, where no other server could
 * have changed it.
 */
export async function speakableVersion(
  db: Kysely<AlertTables>,
  dialect: Dialect,
  now: EpochMs,
): Promise<string | null> {
  if (dialect === "sqlite") return null;
  // `xmin` numbers the transaction that wrote a row as it is. Later ones have higher numbers, so each change shows in the sum or the count.
  const version = sql<string>`concat(count(*), ' ', sum(xmin::text::bigint))`.as("version");
  return (await speakableAlerts(db, now).select(version).executeTakeFirstOrThrow()).version;
}
