import "server-only";
import type { Kysely } from "kysely";
import type { Spoken } from "@/lib/domain/alerts/messages/message-plan";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { chunks } from "../../history/statement-chunks";
import type { AlertTables } from "./schema";

/**
 * What channels were or will be told, oldest first: of these alerts the latest on each channel, and of any what still waits or was planned
 * in the past minute. An alert that lasts for weeks is said again hundreds of times, and none of those but the latest says what comes next.
 */
export async function findSpoken(
  db: Kysely<AlertTables>,
  alertIds: readonly string[],
  now: EpochMs,
): Promise<Spoken[]> {
  const unsettledOrRecent = db
    .selectFrom("delivery")
    .select("id")
    .where((where) => where.or([where("state", "=", "waiting"), where("createdAt", ">", now - MINUTE_MS)]));
  const others = await spoken(db, 0).where("deliveryId", "in", unsettledOrRecent).execute();
  const latest: SpokenRow[] = [];
  for await (const part of chunks(alertIds))
    latest.push(...(await spoken(db, 1).where("alertId", "in", part).execute()));
  // The latest is what was planned last, whatever the clock has said in between.
  return [others, latest].flatMap((rows) => rows.sort(byTime).flatMap(spokenOf));
}

type SpokenRow = Awaited<ReturnType<ReturnType<typeof spoken>["execute"]>>[number];

function spoken(db: Kysely<AlertTables>, isLatest: 0 | 1) {
  return db
    .selectFrom("delivery")
    .innerJoin("deliveryAlert", "deliveryAlert.deliveryId", "delivery.id")
    .select(["deliveryId", "channelId", "alertId", "event", "createdAt as at", "state", "severity"])
    .where("isLatest", "=", isLatest);
}

function byTime(one: SpokenRow, other: SpokenRow): number {
  return one.at - other.at;
}

function spokenOf({ event, state, ...rest }: SpokenRow): Spoken[] {
  return event === "test" || state === "replaced" ? [] : [{ ...rest, event, state }];
}
