import { Worker } from "node:worker_threads";
import { expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod/mini";
import { alertsSchema } from "@/lib/contract/alerts/alerts";
import type { Alert } from "@/lib/domain/alerts/alert";
import { clusterSubject } from "@/lib/domain/alerts/conditions/subjects";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { guardedSnapshot } from "@/lib/testing/example-guests";
import { readingOf } from "@/lib/testing/example-polls";
import { startAlertingServer } from "@/lib/testing/receivers/alerting-server";
import { describeEachStore } from "@/lib/testing/stores";

const START = Date.UTC(2026, 9, 1);
const ENDED = 4_500;
/** More than one page. */
const OPEN = 130;

/** One that is over; every third ended at the same moment as the one before. */
function endedAlert(index: number): Alert {
  const at = START + (index - Number(index % 3 === 0)) * MINUTE_MS;
  const id = `${index}`.padStart(5, "0");
  return {
    ...{ id, rule: "cluster-down", severity: "critical", state: "resolved", heldBy: null, releasedAt: null },
    ...{ pendingSince: at, firingSince: at, resolvedAt: at + MINUTE_MS, clearSince: at, evidenceAt: at, readings: 2 },
    subject: clusterSubject("shade", `shade~${id}`),
    facts: { reasons: [index % 1_000 === 7 ? "The needle" : "Hay"], nodes: null, usdMicrosPerHour: null },
  };
}

/** What the thread that reads SQLite's file is asked. */
function watchReadingThread(): string[] {
  const asked: string[] = [];
  const post = Worker.prototype.postMessage;
  const spy = vi.spyOn(Worker.prototype, "postMessage").mockImplementation(function (this: Worker, ...args) {
    asked.push(JSON.stringify(args[0]));
    return Reflect.apply(post, this, args);
  });
  onTestFinished(() => spy.mockRestore());
  return asked;
}

describeEachStore((newStore) => {
  it("pages through all alerts once, in order, and finds a few of thousands without keeping others waiting", async () => {
    const down = Array.from({ length: OPEN }, (_, index) =>
      readingOf({ providerClusterId: `c${index}`, name: `c${index}`, status: "error", health: "unhealthy" }),
    );
    const now = Date.now();
    const { clusters, ...snapshot } = guardedSnapshot("shade", down);
    const account = {
      ...{ ...snapshot, state: "ok" as const, problem: null, billing: null, lastSuccessAt: now, lastAttemptAt: now },
      clusters: new Map([...clusters].map(([id, one]) => [id, { ...one, observedAt: now }])),
    };
    const server = await startAlertingServer({
      ...{ location: await newStore(), accounts: () => [account] },
      configured: { rules: new Map([["cluster-down", { threshold: 1 }]]) },
      ways: {
        http: { send: () => Promise.reject(new Error("There is no channel.")) },
        mail: () => Promise.reject(new Error("There is no channel.")),
        push: () => Promise.reject(new Error("There is no channel.")),
      },
    });
    onTestFinished(() => server[Symbol.asyncDispose]());
    await expect.poll(() => server.alerting.open().size).toBe(OPEN);
    const ended = Array.from({ length: ENDED }, (_, index) => endedAlert(index));
    const saved = ended.map((alert) => ({ alert, label: alert.id, usdMicrosSoFar: null }));
    await server.alerting.store.save({ saved, dropped: [], plan: { messages: [], replaced: [] } }, now);

    const page = async (query: string) => {
      const { status, text, json } = await server.call("viewer", "GET", `/api/alerts?${query}`);
      expect(status, text).toBe(200);
      return z.parse(alertsSchema, json());
    };
    const all = async (query: string) => {
      const found: z.output<typeof alertsSchema>["alerts"] = [];
      let before: string | null = null;
      do {
        const answer: z.output<typeof alertsSchema> = await page(
          `${query}${before === null ? "" : `&before=${before}`}`,
        );
        found.push(...answer.alerts);
        before = answer.before;
      } while (before !== null);
      return found;
    };
    const found = await all("");
    expect(found).toHaveLength(OPEN + ENDED);
    expect(new Set(found.map(({ id }) => id)).size).toBe(OPEN + ENDED);
    expect(found.slice(0, OPEN).every(({ state }) => state === "firing")).toBe(true);
    const ends = found.slice(OPEN).map(({ resolvedAt, id }) => `${resolvedAt} ${id}`);
    expect(ends).toEqual(ends.toSorted().toReversed());
    const besides = watchReadingThread();
    expect((await all("state=resolved&q=the+NEEDLE")).map(({ id }) => Number(id))).toEqual([4007, 3007, 2007, 1007, 7]);
    const isBeside = server.store.dialect === "sqlite";
    expect(besides.some((asked) => asked.includes("search_text like"))).toBe(isBeside);
    const hour = `from=${new Date(START + 60 * MINUTE_MS).toISOString()}&to=${new Date(START + 120 * MINUTE_MS).toISOString()}`;
    expect((await all(`state=resolved&${hour}`)).map(({ id }) => Number(id))).toEqual(
      ended
        .filter(
          ({ firingSince, resolvedAt }) =>
            (firingSince ?? 0) < START + 120 * MINUTE_MS && (resolvedAt ?? 0) >= START + 60 * MINUTE_MS,
        )
        .sort((one, other) => (other.resolvedAt ?? 0) - (one.resolvedAt ?? 0) || Number(other.id) - Number(one.id))
        .map(({ id }) => Number(id)),
    );
    expect(besides.some((asked) => asked.includes("coalesce(firing_since"))).toBe(isBeside);
  });
});
