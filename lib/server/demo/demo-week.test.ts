import { expect, it } from "vitest";
import { advance } from "@/lib/domain/alerts/advance";
import type { Alert } from "@/lib/domain/alerts/alert";
import { createJudge } from "@/lib/domain/alerts/conditions/judge";
import { findFlapping } from "@/lib/domain/alerts/flapping";
import type { Spoken } from "@/lib/domain/alerts/messages/message-plan";
import { planMessages } from "@/lib/domain/alerts/messages/plan-messages";
import { spokenBy } from "@/lib/domain/alerts/messages/spoken-by";
import { alertKey, DEFAULT_RULES } from "@/lib/domain/alerts/rule";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { createGate } from "@/lib/server/providers/http/gate";
import { createProviderHttp } from "@/lib/server/providers/http/http";
import { watchedAccount } from "../alerts/knowledge/watched-account";
import { DEFAULT_TIMING } from "../configuration/alerts/configured-alerts";
import type { AccountSnapshot, TrackedCluster } from "../poller/account-snapshot";
import { MAX_MACHINES } from "../poller/bounded-fleet";
import { createDetailRefusals } from "../poller/details/detail-refusals";
import { initialSnapshot } from "../poller/initial-snapshot";
import { pollOnce } from "../poller/poll-once";
import { createRequestBudget } from "../poller/request-budget";
import { steadyNow } from "../poller/steady-clock";
import { providers } from "../providers/registry";
import { settingsOfFake } from "../providers/settings";
import type { Provider } from "../providers/spec";

const START = Date.UTC(2026, 10, 23);
const POLL_MS = 15 * SECOND_MS;
const CHANNEL = { id: "ops", minSeverity: "info" as const, rules: null, accounts: null };
/** Which node of the demo is silent. */
const SILENT_NODE = "eval-sweep-3";
const SILENT_HOST = "198.18.2.3";

/** One account of the demo, polled by hand at the times of a clock. */
function watched(provider: Provider, now: () => EpochMs) {
  const fake = provider.createFake({ now, startedAt: START, incidents: true });
  const parsed = provider.parse(settingsOfFake(provider, fake, `https://fake.test${fake.basePath}`));
  if (!parsed.ok) throw new Error("The demo's settings are wrong.");
  const budget = createRequestBudget({ requestsPerMinute: provider.requestsPerMinute, now });
  const http = createProviderHttp({
    ...{ providerLabel: provider.label, baseUrl: parsed.baseUrl, now, random: () => 0, sleep: async () => {} },
    ...{ onRequest: budget.spend, hasRoom: budget.hasRoom, sharedGate: createGate(32) },
    onHeaders: (headers) => {
      const limit = provider.readRateLimit?.(headers, now());
      if (limit) budget.learn(limit);
    },
    outbound: {
      send: (url, { method, headers, signal, body = null }) =>
        fake.handle(new Request(url, { method, headers, signal, body })),
      proxyNameFor: () => null,
    },
  });
  const polled = {
    ...{ client: parsed.connect({ http, now }), configuredIntervalMs: POLL_MS, budget, rates: [], now, steadyNow },
    ...{ refusals: createDetailRefusals(now), room: () => MAX_MACHINES, fleet: () => [] },
  };
  let snapshot = initialSnapshot({ id: provider.id, label: provider.label, provider, pollIntervalMs: POLL_MS });
  let [failures, nextAt] = [0, START];
  let silentSince: EpochMs | null = null;
  return async (): Promise<AccountSnapshot> => {
    if (now() < nextAt) return snapshot;
    const result = await pollOnce(polled, snapshot, failures, () => {}, new AbortController().signal);
    failures = result.snapshot.problem ? failures + 1 : 0;
    nextAt = now() + result.delayMs;
    snapshot = result.snapshot;
    silentSince = fake.isSilent?.(SILENT_HOST) ? (silentSince ?? now()) : null;
    return silentSince === null ? snapshot : withSilentNode(snapshot, silentSince, now());
  };
}

/** As if it were tried once a minute. */
function withSilentNode(snapshot: AccountSnapshot, since: EpochMs, now: EpochMs): AccountSnapshot {
  const unanswered = { since, tries: Math.floor((now - since) / MINUTE_MS), hadAnswered: true };
  const clusters = [...snapshot.clusters].map(([id, cluster]): [string, TrackedCluster] => {
    const nodes = cluster.reading.nodes?.map((node) => (node.name === SILENT_NODE ? { ...node, unanswered } : node));
    return [id, { ...cluster, reading: { ...cluster.reading, nodes: nodes ?? null } }];
  });
  return { ...snapshot, clusters: new Map(clusters) };
}

/** What a channel that takes everything hears of the demo, if it looks at these times. */
async function heardAt(times: readonly EpochMs[]): Promise<string[]> {
  let at = START;
  const accounts = providers.map((provider) => watched(provider, () => at));
  const [judge, heard, spoken, closed] = [createJudge(), [] as string[], [] as Spoken[], [] as Alert[]];
  const changedAt = new Map<string, EpochMs[]>();
  let open: ReadonlyMap<string, Alert> = new Map();
  let ids = 0;
  for (const time of times) {
    at = time;
    const snapshots = await Promise.all(accounts.map((poll) => poll()));
    const situation = {
      accounts: snapshots.map((snapshot) => watchedAccount(snapshot, () => null)),
      ...{ budgets: [], server: { history: null, channels: [] } },
    };
    const newId = () => {
      ids += 1;
      return String(ids);
    };
    const step = advance(open, judge(situation, DEFAULT_RULES, at), { rules: DEFAULT_RULES, now: at, newId });
    open = step.open;
    closed.push(...step.closed.filter(({ state }) => state === "resolved"));
    for (const { alert } of step.changes)
      changedAt.set(alertKey(alert), [...(changedAt.get(alertKey(alert)) ?? []), at]);
    const alerts = [...open.values(), ...closed];
    const flapping = new Map([...changedAt].map(([key, changes]) => [key, findFlapping(changes)]));
    const plan = planMessages({
      alerts,
      spoken,
      silences: [],
      flapping,
      channels: [CHANNEL],
      timing: DEFAULT_TIMING,
      now: at,
    });
    for (const message of plan.messages) {
      const { event, alertIds } = message;
      spoken.push(...spokenBy(message, alerts, { deliveryId: newId(), at, state: "delivered" }));
      const rules = alerts
        .filter(({ id }) => alertIds.includes(id))
        .map(({ rule, subject }) => `${rule} of ${subject.accountId}`);
      const holds = [...open.values()].filter(({ heldBy }) => heldBy !== null && alertIds.includes(heldBy)).length;
      heard.push(`${event}: ${rules.sort().join(", ")}${holds === 0 ? "" : ` (${holds} held back)`}`);
    }
  }
  return heard;
}

const every = (stepMs: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / stepMs) }, (_, index) => START + from + index * stepMs);

/** What is true of the demo at all times: notes, which are said once. */
const NOTES = ["stopped-but-billed of prime-intellect", "ends-soon of shadeform", "ends-soon of shadeform"];

/** Of each message, what it says of each alert. */
function said(messages: readonly string[], event: string): string[] {
  return messages.flatMap((message) =>
    message.startsWith(`${event}: `) ? message.slice(event.length + 2).split(", ") : [],
  );
}

it("tells of its failing node and of its rate-limited account, which holds what fails there, in the first hour", async () => {
  const heard = await heardAt(every(30 * SECOND_MS, 0, 50 * MINUTE_MS));
  const failures = [
    ...["node-unreachable of shadeform", "cluster-degraded of prime-intellect"],
    "readings-stale of prime-intellect (2 held back)",
  ];
  expect(said(heard, "firing").sort()).toEqual([...NOTES, ...failures].sort());
  expect(said(heard, "resolved").length).toBe(failures.length);
  expect(heard.length).toBeLessThanOrEqual(9);
});

it.each([
  ["a day", DAY_MS],
  ["half a week", 3.5 * DAY_MS],
])(
  "tells only its notes %s later, so that a week gives a dozen messages at most",
  async (_, from) => {
    const heard = await heardAt(every(MINUTE_MS, from - 15 * MINUTE_MS, from + 30 * MINUTE_MS));
    expect(said(heard, "firing").sort()).toEqual(NOTES.toSorted());
    expect(said(heard, "resolved")).toEqual([]);
  },
  60_000,
);

// It takes minutes.
it.runIf(process.env.CLUSTERDECK_TEST === "all")(
  "says at most a dozen messages in a whole week",
  async () => {
    const heard = await heardAt(every(MINUTE_MS, 0, 7 * DAY_MS));
    expect(heard.length, heard.join("\n")).toBeLessThanOrEqual(12);
  },
  1_200_000,
);
