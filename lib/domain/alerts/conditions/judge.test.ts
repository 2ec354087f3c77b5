import { describe, expect, it } from "vitest";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { usdMicros, usdMicrosPerHour } from "../../money/cost";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../time/epoch";
import { DEFAULT_RULES, type RuleId, type RuleSettings } from "../rule";
import { createJudge, type Situation } from "./judge";
import type { GoneCluster, WatchedAccount, WatchedCluster } from "./situation";
import { clusterSubject } from "./subjects";

const NOW = Date.UTC(2026, 10, 29, 12);
const POLL_MS = 15 * SECOND_MS;
const NO_MONEY = { usdMicrosPerHour: null, source: "none", billing: "none", note: null } as const;

function cluster(changes: Partial<WatchedCluster> = {}): WatchedCluster {
  const past = { read: "all", mayHaveLimits: false, appearedAt: null, usualStartMs: null, rateChange: null } as const;
  return { id: "a~c1", reading: exampleReading(), observedAt: NOW, statusSince: NOW - DAY_MS, ...past, ...changes };
}

function account(changes: Partial<WatchedAccount> = {}): WatchedAccount {
  return {
    ...{ id: "a", state: "ok", problem: null, pollIntervalMs: POLL_MS, billing: null, gone: [] },
    ...{ lastSuccessAt: NOW, lastAttemptAt: NOW, clusters: [cluster()] },
    ...changes,
  };
}

function situation(changes: Partial<Situation> = {}): Situation {
  return { accounts: [account()], budgets: [], server: { history: null, channels: [] }, ...changes };
}

function rulesWith(changes: Partial<Record<RuleId, Partial<RuleSettings>>>): Record<RuleId, RuleSettings> {
  const rules = { ...DEFAULT_RULES };
  for (const [id, change] of Object.entries(changes))
    Object.assign(rules, { [id]: { ...Reflect.get(rules, id), ...change } });
  return rules;
}

/** "rule subject severity" of all that is true. */
function found(given: Situation, rules = DEFAULT_RULES, now = NOW): string[] {
  return createJudge()(given, rules, now).conditions.map(
    ({ rule, subject, severity }) => `${rule} ${subject.id} ${severity}`,
  );
}

const ofClusters = (...clusters: WatchedCluster[]) => situation({ accounts: [account({ clusters })] });
const reads = (changes: Parameters<typeof exampleReading>[0]) =>
  ofClusters(cluster({ reading: exampleReading(changes) }));

describe("nothing", () => {
  it("is said of a fleet that is well", () => {
    expect(found(situation())).toEqual([]);
  });

  it("is said by a rule that is switched off", () => {
    expect(
      found(reads({ status: "error", health: "unhealthy" }), rulesWith({ "cluster-down": { enabled: false } })),
    ).toEqual([]);
  });
});

describe("an account", () => {
  const failing = (code: string, sinceMs: number) =>
    situation({
      accounts: [account({ state: "failing", problem: { code, detail: "No.", since: NOW - sinceMs }, clusters: [] })],
    });
  const readingsOf = (given: Situation) =>
    createJudge()(given, DEFAULT_RULES, NOW).conditions.map(({ readings }) => readings);

  it("fails at once if its key is refused, after three polls for anything else, and after five minutes however seldom it is read", () => {
    expect(found(failing("unreachable", 0))).toEqual(["account-failing a critical"]);
    expect(readingsOf(failing("unreachable", 0))).toEqual([3]);
    expect(readingsOf(failing("auth", 0))).toEqual([1]);
    expect(readingsOf(failing("unreachable", 5 * MINUTE_MS))).toEqual([1]);
  });

  it("is stale once this server has not read it for five intervals although it does not fail", () => {
    const read = (agoMs: number) => situation({ accounts: [account({ lastSuccessAt: NOW - agoMs, clusters: [] })] });
    expect(found(read(5 * POLL_MS))).toEqual([]);
    expect(found(read(5 * POLL_MS + 1))).toEqual(["readings-stale a critical"]);
  });

  it("runs out of money by the rates of its clusters", () => {
    const billing = (usd: number) => ({
      balanceUsdMicros: usdMicros(usd * 1_000_000),
      suspension: null,
      quotas: [],
      readAt: NOW,
    });
    const left = (usd: number) => situation({ accounts: [account({ billing: billing(usd) })] });
    expect(found(left(15 * 25))).toEqual([]);
    expect(found(left(15 * 20))).toEqual(["balance-low a warning"]);
    expect(found(left(15 * 5))).toEqual(["balance-low a critical"]);
  });
});

describe("a cluster", () => {
  it("is down or degraded as the fleet marks it", () => {
    expect(found(reads({ status: "error", health: "unhealthy" }))).toEqual(["cluster-down a~c1 critical"]);
    expect(found(reads({ status: "degraded", health: "degraded" }))).toEqual(["cluster-degraded a~c1 warning"]);
  });

  it("is no evidence before it has been read since the start, and none that something is over before all of it has", () => {
    const down = { status: "error", health: "unhealthy" } as const;
    const told = (read: WatchedCluster["read"], changes: Parameters<typeof exampleReading>[0]) => {
      const given = ofClusters(cluster({ read, reading: exampleReading(changes) }));
      const { conditions, judgedAt } = createJudge()(given, DEFAULT_RULES, NOW);
      return { conditions: conditions.length, judgedAt: judgedAt("ends-soon", clusterSubject("a", "a~c1")) };
    };
    expect(told("nothing", down)).toEqual({ conditions: 0, judgedAt: null });
    expect(told("list", down)).toEqual({ conditions: 1, judgedAt: null });
    expect(told("list", {})).toEqual({ conditions: 0, judgedAt: null });
    expect(told("all", {})).toEqual({ conditions: 0, judgedAt: NOW });
    const unlimited = createJudge()(ofClusters(cluster({ mayHaveLimits: true })), DEFAULT_RULES, NOW);
    expect(unlimited.judgedAt("ends-soon", clusterSubject("a", "a~c1"))).toBeNull();
  });

  it("is stuck if it starts for longer than nine of ten of its size, or than half an hour if too few are known", () => {
    const starting = (usualStartMs: number | null, sinceMs: number) =>
      ofClusters(
        cluster({ reading: exampleReading({ status: "provisioning" }), usualStartMs, statusSince: NOW - sinceMs }),
      );
    expect(found(starting(null, 30 * MINUTE_MS))).toEqual([]);
    expect(found(starting(null, 31 * MINUTE_MS))).toEqual(["stuck-provisioning a~c1 warning"]);
    expect(found(starting(5 * MINUTE_MS, 6 * MINUTE_MS))).toEqual(["stuck-provisioning a~c1 warning"]);
    expect(found(starting(60 * MINUTE_MS, 40 * MINUTE_MS))).toEqual([]);
  });

  it("is news for a day if it appeared while the account was read", () => {
    const rules = rulesWith({ "cluster-appeared": { enabled: true } });
    expect(found(ofClusters(cluster({ appearedAt: NOW - HOUR_MS })), rules)).toEqual(["cluster-appeared a~c1 info"]);
    expect(found(ofClusters(cluster({ appearedAt: NOW - DAY_MS })), rules)).toEqual([]);
    expect(found(ofClusters(cluster()), rules)).toEqual([]);
  });

  it("costs more than five dollars a day although it is stopped", () => {
    const stopped = (usdPerHour: number, billing: "full" | "none") =>
      reads({
        ...{ status: "stopped", health: "unknown" },
        rate: { usdMicrosPerHour: usdMicrosPerHour(usdPerHour * 1_000_000), source: "reported", billing, note: null },
      });
    expect(found(stopped(0.3, "full"))).toEqual(["stopped-but-billed a~c1 info"]);
    expect(found(stopped(0.2, "full"))).toEqual([]);
    expect(found(stopped(0.3, "none"))).toEqual([]);
  });

  it("has another price, by more than five percent", () => {
    const changed = (from: number, to: number) =>
      ofClusters(
        cluster({ rateChange: { at: NOW - HOUR_MS, from: usdMicrosPerHour(from), to: usdMicrosPerHour(to) } }),
      );
    expect(found(changed(100, 106))).toEqual(["rate-changed a~c1 warning"]);
    expect(found(changed(100, 94))).toEqual(["rate-changed a~c1 warning"]);
    expect(found(changed(100, 105))).toEqual([]);
  });

  it("will be deleted within a day", () => {
    const ending = (at: number, action: "delete" | "alert") =>
      reads({ limits: [{ action, at, spendUsdMicros: null, spentUsdMicros: null, node: null }] });
    expect(found(ending(NOW + 23 * HOUR_MS, "delete"))).toEqual(["ends-soon a~c1 info"]);
    expect(found(ending(NOW + 25 * HOUR_MS, "delete"))).toEqual([]);
    expect(found(ending(NOW + 23 * HOUR_MS, "alert"))).toEqual([]);
  });

  it("has nodes that do not answer by ssh, once as many tries as are set were in vain", () => {
    const unanswered = (tries: number) =>
      reads({ nodes: [exampleNode({ unanswered: { since: NOW - HOUR_MS, tries, hadAnswered: true } })] });
    const patient = rulesWith({ "node-unreachable": { threshold: 10 } });
    expect(found(unanswered(3))).toEqual(["node-unreachable a~c1/n1 warning"]);
    expect(found(unanswered(9), patient)).toEqual([]);
    expect(found(unanswered(10), patient)).toEqual(["node-unreachable a~c1/n1 warning"]);
  });

  it("has a fault of its GPUs if its provider reports something critical", () => {
    const reported = (...severities: readonly ("critical" | "warning" | "info")[]) =>
      reads({ alerts: severities.map((severity) => ({ severity, title: `It is ${severity}`, since: null })) });
    expect(found(reported("info", "warning", "critical"))).toEqual(["gpu-fault a~c1 critical"]);
    expect(found(reported("info", "warning"))).toEqual([]);
  });

  it("says nothing while its reading is old, or is dated later than now", () => {
    const broken = { reading: exampleReading({ status: "error" as const, health: "unhealthy" as const }) };
    expect(found(ofClusters(cluster({ ...broken, observedAt: NOW - 6 * POLL_MS })))).toEqual([]);
    expect(found(ofClusters(cluster({ ...broken, observedAt: NOW + 1 })))).toEqual([]);
  });
});

describe("a cluster that has gone", () => {
  const gone = (lastSaid: Partial<GoneCluster["lastSaid"]>, goneAt = NOW - HOUR_MS) =>
    situation({
      accounts: [
        account({
          clusters: [],
          gone: [
            {
              id: "a~c1",
              lastSaid: { status: "running", limits: [], ...lastSaid },
              lastSeenAt: goneAt - POLL_MS,
              goneAt,
            },
          ],
        }),
      ],
    });
  const limit = { action: "delete", at: null, spendUsdMicros: null, spentUsdMicros: null, node: null } as const;
  const said = ["cluster-gone a~c1 warning"];

  it("is news for a day if it was last seen at work or at rest", () => {
    for (const status of ["running", "degraded", "error", "stopped", "provisioning", "unknown"] as const)
      expect(found(gone({ status })), status).toEqual(said);
    expect(found(gone({}, NOW - DAY_MS))).toEqual([]);
  });

  it("is none if somebody had ended it, here or at the provider's", () => {
    for (const status of ["stopping", "terminating", "terminated"] as const)
      expect(found(gone({ status })), status).toEqual([]);
  });

  it("is none if the provider was to delete it by then", () => {
    const at = NOW - HOUR_MS;
    expect(found(gone({ limits: [{ ...limit, at: at + MINUTE_MS }] }))).toEqual([]);
    expect(found(gone({ limits: [{ ...limit, at: at + HOUR_MS }] }))).toEqual(said);
    expect(found(gone({ limits: [{ ...limit, action: "alert", at }] }))).toEqual(said);
    const spend = { spendUsdMicros: usdMicros(100), spentUsdMicros: usdMicros(100) };
    expect(found(gone({ limits: [{ ...limit, ...spend }] }))).toEqual([]);
    expect(found(gone({ limits: [{ ...limit, ...spend, spentUsdMicros: usdMicros(99) }] }))).toEqual(said);
  });
});

describe("money and the server", () => {
  it("say what is spent or will be of a budget", () => {
    const budget = (spent: number, forecast: number | null) =>
      situation({
        budgets: [
          {
            ...{ id: "all", accountId: null, limit: usdMicros(100), spent: usdMicros(spent), asOf: NOW },
            forecast: forecast === null ? null : usdMicros(forecast),
          },
        ],
      });
    expect(found(budget(79, 99))).toEqual([]);
    expect(found(budget(80, null))).toEqual(["budget all warning"]);
    expect(found(budget(10, 100))).toEqual(["budget all warning"]);
    expect(found(budget(100, 300))).toEqual(["budget all critical"]);
  });

  it("say that an account, or else the whole fleet, costs more an hour than was set", () => {
    const rules = rulesWith({ "burn-over": { enabled: true, threshold: 20 } });
    const two = (id: string) => account({ id, clusters: [cluster({ id: `${id}~c1` })] });
    expect(found(situation({ accounts: [two("a"), two("b")] }), rules)).toEqual(["burn-over fleet warning"]);
    expect(found(situation({ accounts: [two("a")] }), rules)).toEqual([]);
    const large = account({ clusters: [cluster(), cluster({ id: "a~c2" })] });
    expect(found(situation({ accounts: [large] }), rules)).toEqual(["burn-over a warning"]);
    const free = cluster({ reading: exampleReading({ rate: NO_MONEY }) });
    expect(found(situation({ accounts: [account({ clusters: [free] })] }), rules)).toEqual([]);
  });

  it("say that the history is not written and which channels fail", () => {
    const failing = { detail: "No.", since: NOW - HOUR_MS };
    const server = {
      history: failing,
      channels: [
        { id: "ops", failing: { ...failing, isDisabled: false } },
        { id: "mail", failing: null },
      ],
    };
    expect(found(situation({ server }))).toEqual([
      "history-not-written history critical",
      "channel-failing ops critical",
    ]);
  });
});

describe("an account that has not changed", () => {
  it("is judged again only when a poll's time has passed, or rules have changed", () => {
    const judge = createJudge();
    let looks = 0;
    const watched = account();
    const counted = Object.defineProperty({ ...watched }, "clusters", {
      get: () => {
        looks += 1;
        return watched.clusters;
      },
    });
    const looksAt = (now: number, rules = DEFAULT_RULES) => {
      const before = looks;
      judge(situation({ accounts: [counted] }), rules, now);
      return looks > before;
    };
    const quiet = rulesWith({ "burn-over": { enabled: false } });
    expect(looksAt(NOW, quiet)).toBe(true);
    expect(looksAt(NOW + POLL_MS - 1, quiet)).toBe(false);
    expect(looksAt(NOW + POLL_MS, quiet)).toBe(true);
    expect(looksAt(NOW + POLL_MS, rulesWith({ idle: { enabled: false } }))).toBe(true);
    expect(looksAt(NOW, rulesWith({ idle: { enabled: false } }))).toBe(true);
  });
});
