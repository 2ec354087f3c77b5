import "server-only";
import type { Kysely } from "kysely";
import type { Logger } from "pino";
import { RETENTION_DAYS } from "@/lib/domain/people/audit";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { type HourlyUpkeep, startHourlyUpkeep } from "../../history/hourly-upkeep";
import { createPause } from "../../pause";
import type { Store } from "../../store/open-database";
import type { StoreHandle } from "../../store/store-handle";
import type { AlertTables } from "./schema";

const BATCH = 500;

/** Removes alerts that ended, and deliveries that were made, as long ago as entries of the audit log are kept. */
export function startAlertUpkeep(
  stored: StoreHandle<{ store: Store }>,
  log: Pick<Logger, "warn">,
  now: () => EpochMs,
): HourlyUpkeep {
  return startHourlyUpkeep(
    stored,
    ({ store }, signal) => pruneAlerts(store.db.withTables<AlertTables>(), now() - RETENTION_DAYS * DAY_MS, signal),
    { firstAfterMs: MINUTE_MS, onError: (err) => log.warn({ err }, "Old alerts could not be removed") },
  );
}

/** One batch at a time, so that nobody waits for the store meanwhile. */
export async function pruneAlerts(db: Kysely<AlertTables>, before: EpochMs, signal: AbortSignal): Promise<void> {
  const pause = createPause({ signal });
  const ended = db.selectFrom("alert").select("id").where("state", "=", "resolved").where("resolvedAt", "<", before);
  const made = db.selectFrom("delivery").select("id").where("state", "!=", "waiting").where("createdAt", "<", before);
  const batches = [
    () => db.deleteFrom("alert").where("id", "in", ended.limit(BATCH)),
    () => db.deleteFrom("delivery").where("id", "in", made.limit(BATCH)),
  ];
  for (const batch of batches) {
    let removed: bigint;
    do {
      await pause();
      removed = (await batch().executeTakeFirstOrThrow()).numDeletedRows;
    } while (removed === BigInt(BATCH));
  }
}
