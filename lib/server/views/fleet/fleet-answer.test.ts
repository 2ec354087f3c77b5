import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Fleet } from "@/lib/contract/fleet";
import { SEEN_HEADER } from "@/lib/contract/fleet-seen";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { exampleReading } from "@/lib/testing/example-reading";
import { FORMER_TAG } from "../../http/former-page";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";
import { createFleetStore } from "../../poller/fleet-store";
import { initialSnapshot } from "../../poller/initial-snapshot";
import type { StoreProblem } from "../../store/store-handle";
import { createFleetAnswers, type FleetAnswer } from "./fleet-answer";

const START = Date.parse("2026-11-20T15:00:00.000Z");
const provider = { id: "acme", label: "Acme" };
const starting = initialSnapshot({ id: "acme", label: "Acme", provider, pollIntervalMs: 15_000 });

function readSnapshot(...readings: ReturnType<typeof exampleReading>[]): AccountSnapshot {
  const track = (reading: ReturnType<typeof exampleReading>): TrackedCluster => ({
    reading,
    observedAt: START,
    statusSince: START,
    statusMayBeOlder: false,
    missed: null,
    details: null,
  });
  const clusters = new Map(readings.map((reading) => [reading.providerClusterId, track(reading)]));
  return { ...starting, state: "ok", lastSuccessAt: START, clusters };
}

/** The same once more, at another time. */
function readAgain(snapshot: AccountSnapshot, at: number): AccountSnapshot {
  const clusters = new Map([...snapshot.clusters].map(([id, tracked]) => [id, { ...tracked, observedAt: at }]));
  return { ...snapshot, lastSuccessAt: at, clusters };
}

function answersOf(snapshot: AccountSnapshot) {
  const clock = { now: START, problem: null as StoreProblem | null };
  const store = createFleetStore([snapshot]);
  const answers = createFleetAnswers(
    store,
    { summary: () => null, problem: () => clock.problem },
    { demo: false, billingTimeZone: "UTC" },
    () => clock.now,
  );
  const read = async () =>
    JSON.parse(Buffer.from(await (await answers.current()).body("identity")).toString()) as Fleet;
  return { clock, store, answers, read };
}

describe("a revision", () => {
  it("is serialised and compressed once, whoever asks", async () => {
    const { answers } = answersOf(readSnapshot(exampleReading()));
    const [first, second] = await Promise.all([answers.current(), answers.current()]);
    expect(second).toBe(first);
    expect(await second.body("gzip")).toBe(await first.body("gzip"));
    expect(JSON.parse(gunzipSync(await first.body("gzip")).toString())).toHaveProperty("totals");
  });

  it("has all that was published before it was asked for, and nothing of what was published since", async () => {
    const { store, answers } = answersOf(readSnapshot(exampleReading({ name: "old" })));
    const namesOf = async (answer: FleetAnswer) => {
      const fleet = JSON.parse(Buffer.from(await answer.body("identity")).toString()) as Fleet;
      return fleet.clusters.map(({ name }) => name);
    };
    const asked = answers.current();
    const renamed = ["a", "b"].map((providerClusterId) => exampleReading({ providerClusterId, name: "new" }));
    store.publish(readSnapshot(...renamed));
    const [later, third] = [answers.current(), answers.current()];
    expect(await namesOf(await asked)).toEqual(["old"]);
    expect(await namesOf(await later)).toEqual(["new", "new"]);
    expect(await third).toBe(await later);
    expect(await answers.current()).toBe(await later);
  });

  it("changes when history stops being written, and when writing resumes", async () => {
    const { clock, answers, read } = answersOf(readSnapshot(exampleReading()));
    const tags = [(await answers.current()).etag];
    clock.problem = { detail: "The disk is full.", since: START };
    tags.push((await answers.current()).etag);
    expect((await read()).historyProblem).toEqual({ detail: "The disk is full.", since: "2026-11-20T15:00:00.000Z" });
    clock.problem = null;
    tags.push((await answers.current()).etag);
    expect(await read()).not.toHaveProperty("historyProblem");
    expect(tags[1]).not.toBe(tags[0]);
    expect(tags[2]).toBe(tags[0]);
  });

  it("stays the same through polls that change nothing, while the header and the body tell when they were", async () => {
    const { clock, store, answers, read } = answersOf(readSnapshot(exampleReading()));
    const before = await answers.current();
    expect(JSON.parse(before.seenHeaders[SEEN_HEADER] ?? "")).toEqual({ acme: [START, null, null, null] });
    clock.now = START + 15_000;
    store.publish(readAgain(readSnapshot(exampleReading()), START + 15_000));
    const after = await answers.current();
    expect(after.etag).toBe(before.etag);
    expect(JSON.parse(after.seenHeaders[SEEN_HEADER] ?? "")).toEqual({ acme: [START + 15_000, null, null, null] });
    expect(await read()).toMatchObject({
      generatedAt: "2026-11-20T15:00:15.000Z",
      accounts: [{ lastSuccessAt: "2026-11-20T15:00:15.000Z" }],
      clusters: [{ observedAt: "2026-11-20T15:00:15.000Z" }],
    });
  });

  it("changes when a poll misses a cluster, which keeps the time of its own reading", async () => {
    const { store, answers } = answersOf(readSnapshot(exampleReading()));
    const before = (await answers.current()).etag;
    const missing = { ...readSnapshot(exampleReading()), lastSuccessAt: START + 15_000 };
    store.publish(missing);
    const missed = (await answers.current()).etag;
    expect(missed).not.toBe(before);
    store.publish({ ...missing, lastSuccessAt: START + 20_000 });
    expect((await answers.current()).etag).toBe(missed);
  });

  it("tells everything in the body if there are too many accounts for a header", async () => {
    const { store, answers } = answersOf(readSnapshot(exampleReading()));
    const crowded = initialSnapshot({ id: "a".repeat(4_096), label: "Acme", provider, pollIntervalMs: 15_000 });
    const many = createFleetStore([readSnapshot(exampleReading()), crowded]);
    const history = { summary: () => null, problem: () => null };
    const full = createFleetAnswers(many, history, { demo: false, billingTimeZone: "UTC" }, () => START);
    const before = await full.current();
    expect(before.seenHeaders).toEqual({});
    many.publish(readAgain(readSnapshot(exampleReading()), START + 1));
    expect((await full.current()).etag).not.toBe(before.etag);
    store.publish(readAgain(readSnapshot(exampleReading()), START + 1));
    expect((await answers.current()).seenHeaders).not.toEqual({});
  });

  it("changes when time alone makes a reading late or stale", async () => {
    const { clock, answers, read } = answersOf(readSnapshot(exampleReading()));
    const tags = [(await answers.current()).etag];
    clock.now = START + 30_001;
    tags.push((await answers.current()).etag);
    expect((await read()).accounts[0]?.freshness).toBe("late");
    clock.now = START + 75_001;
    tags.push((await answers.current()).etag);
    expect(await read()).toMatchObject({
      accounts: [{ freshness: "stale" }],
      totals: { clusters: 1, reporting: 0 },
    });
    expect(new Set(tags).size).toBe(3);
    // Whoever has a tag of version 0.1 is led away: see `reloadFormerPage`.
    expect(tags.filter((tag) => FORMER_TAG.test(tag))).toEqual([]);
    expect((await answers.current()).etag).toBe(tags.at(-1));
  });
});

describe("clusters of equal names", () => {
  it("carry their account in the answer, and others carry nothing", async () => {
    const named = (providerClusterId: string, name: string) => exampleReading({ providerClusterId, name });
    const { store, read } = answersOf(readSnapshot(named("c1", "train"), named("c2", "infer")));
    const acme = store.accounts().map(({ id }) => id);
    store.setAccounts([...acme, "eu"], [{ ...starting, id: "eu" }]);
    store.publish({ ...readSnapshot(named("c3", "train")), id: "eu", label: "Europe" });
    expect((await read()).clusters.map(({ distinctName }) => distinctName)).toEqual([
      "train · Acme",
      undefined,
      "train · Europe",
    ]);
  });
});

describe("a cluster that is stopped", () => {
  it("needs attention in the totals if it still costs more than $5 a day", async () => {
    const stoppedAt = (providerClusterId: string, usdPerHour: number) =>
      exampleReading({
        ...{ providerClusterId, status: "stopped", health: "unknown" },
        rate: {
          usdMicrosPerHour: usdMicrosPerHour(usdPerHour * 1_000_000),
          source: "reported",
          billing: "reduced",
          note: null,
        },
      });
    const { answers, read } = answersOf(readSnapshot(stoppedAt("c1", 2), stoppedAt("c2", 0.2)));
    expect((await read()).totals.needAttention).toBe(1);
    expect((await answers.headline()).parts[0]).toBe("1 cluster needs attention");
  });
});

describe("the headline", () => {
  it("describes the fleet as it is now, even if only time has changed it, and says when that was read", async () => {
    const { clock, answers } = answersOf(readSnapshot(exampleReading()));
    expect((await answers.headline()).parts).toEqual(["Nothing needs attention", "1 of 1 reporting"]);
    clock.now = START + 75_000;
    expect((await answers.headline()).readAt).toBe(START);
    clock.now = START + 75_001;
    expect((await answers.headline()).parts).toEqual(["The only cluster is not reporting"]);
  });

  it("mentions accounts that are suspended or about to run out of money", async () => {
    const billing = { balanceUsdMicros: usdMicros(1_000_000), suspension: "Unpaid.", quotas: [], readAt: START };
    const { answers } = answersOf({ ...readSnapshot(exampleReading()), billing });
    expect((await answers.headline()).parts).toEqual([
      "1 account suspended",
      "1 account out of money within a day",
      "1 of 1 reporting",
    ]);
  });
});

describe("totals", () => {
  it("sum known rates only, and count the billed clusters without one", async () => {
    const unpriced = { usdMicrosPerHour: null, source: "none", billing: "unknown", note: null } as const;
    const { read } = answersOf(
      readSnapshot(
        exampleReading(),
        exampleReading({ providerClusterId: "c2", rate: unpriced, gpuCount: null }),
        exampleReading({ providerClusterId: "c3", rate: { ...unpriced, billing: "none" }, health: "unhealthy" }),
      ),
    );
    expect((await read()).totals).toEqual({
      clusters: 3,
      reporting: 3,
      needAttention: 1,
      nodes: 3,
      gpus: 16,
      usdMicrosPerHour: 15_000_000,
      unpricedClusters: 1,
    });
  });

  it("call the price unknown, not zero, when none is known", async () => {
    expect((await answersOf(starting).read()).totals.usdMicrosPerHour).toBeNull();
  });
});
