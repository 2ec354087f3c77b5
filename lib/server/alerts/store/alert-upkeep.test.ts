import { expect, it, onTestFinished } from "vitest";
import type { Alert, AlertState } from "@/lib/domain/alerts/alert";
import { clusterSubject } from "@/lib/domain/alerts/conditions/subjects";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import { describeEachStore } from "@/lib/testing/stores";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { ALERT_PART } from "./alert-part";
import { rowOf } from "./alert-rows";
import { pruneAlerts } from "./alert-upkeep";
import type { AlertTables } from "./schema";

const NOW = Date.UTC(2026, 10, 29);
const OLD = NOW - 10 * DAY_MS;
const BEFORE = NOW - 5 * DAY_MS;
/** More than one batch. */
const MANY = 1_100;

function alertOf(id: string, state: AlertState, at: EpochMs): Alert {
  return {
    ...{ id, state, rule: "cluster-down", severity: "critical", heldBy: null, releasedAt: null, readings: 2 },
    ...{ pendingSince: at, firingSince: at, evidenceAt: at, clearSince: null },
    resolvedAt: state === "resolved" ? at : null,
    subject: clusterSubject("shade", `shade~${id}`),
    facts: { reasons: [], nodes: null, usdMicrosPerHour: null },
  };
}

describeEachStore((newStore) => {
  it("removes what ended long ago with its deliveries, and nothing that fires or is still to be sent", async () => {
    const store = await openDatabase(await newStore());
    onTestFinished(() => store.close());
    await migrate(store, ALERT_PART.migrations);
    const db = store.db.withTables<AlertTables>();
    const alerts = [
      ...Array.from({ length: MANY }, (_, index) => alertOf(`old-${index}`, "resolved", OLD)),
      alertOf("firing for long", "firing", OLD),
      alertOf("just over", "resolved", NOW),
    ];
    for (let from = 0; from < alerts.length; from += 100) {
      const rows = alerts
        .slice(from, from + 100)
        .map((alert) => rowOf({ alert, label: alert.id, usdMicrosSoFar: null }));
      await db.insertInto("alert").values(rows).execute();
    }
    const delivery = { channelId: "ops", event: "firing", attempts: 1, claimedUntil: null, mayHaveArrived: 0 } as const;
    await db
      .insertInto("delivery")
      .values([
        { ...delivery, id: "made", state: "delivered", createdAt: OLD, at: OLD, nextAt: OLD, note: null },
        { ...delivery, id: "waits", state: "waiting", createdAt: OLD, at: OLD, nextAt: NOW, note: null },
        { ...delivery, id: "new", state: "failed", createdAt: NOW, at: NOW, nextAt: NOW, note: null },
      ])
      .execute();
    await db
      .insertInto("deliveryAlert")
      .values([{ deliveryId: "made", alertId: "old-7", severity: "critical", isLatest: 1 }])
      .execute();

    await pruneAlerts(db, BEFORE, new AbortController().signal);
    const left = await db.selectFrom("alert").select("id").orderBy("id").execute();
    expect(left.map(({ id }) => id)).toEqual(["firing for long", "just over"]);
    const deliveries = await db.selectFrom("delivery").select("id").orderBy("id").execute();
    expect(deliveries.map(({ id }) => id)).toEqual(["new", "waits"]);
    expect(await db.selectFrom("deliveryAlert").selectAll().execute()).toEqual([]);
  });
});
