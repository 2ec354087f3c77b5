import { expect, it } from "vitest";
import type { FactsByRule } from "@/lib/domain/alerts/condition";
import { MESSAGE_EVENTS } from "@/lib/domain/alerts/messages/message-plan";
import { DEFAULT_RULES, RULE_IDS, type RuleId } from "@/lib/domain/alerts/rule";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { HTTP_CHANNELS } from "@/lib/testing/receivers/test-channels";
import { alertView } from "../alert-view";
import type { Show } from "../message/channel-message";
import { composeMessage } from "../message/compose-message";
import type { StoredAlert } from "../store/alert-rows";
import { CHANNEL_KINDS, channelKindOf } from "./channel-kinds";

const NOW = Date.UTC(2026, 10, 29, 12);
const NAME = "SECRETNAME";
/** Of all amounts, and of nothing else. */
const AMOUNT = 7_777_000_000;
const RATE = usdMicrosPerHour(AMOUNT);
const SUM = usdMicros(AMOUNT);
/** What a provider, a person or another program may have written. */
const WORDS = `${NAME}-3 has not answered for 7 min, $7,777.00 so far`;
const BROKEN = { reasons: [WORDS, WORDS], nodes: { healthy: 6, total: 8 }, usdMicrosPerHour: RATE };
/** What Clusterdeck says itself names nothing, but may come with what is billed. */
const OWN_WORDS = "It cannot be done, $7,777.00 so far.";

const FACTS: FactsByRule = {
  "account-failing": { code: "auth", detail: WORDS, clusters: 3 },
  "readings-stale": { lastSuccessAt: NOW, clusters: 3 },
  "cluster-down": BROKEN,
  "cluster-degraded": BROKEN,
  "node-unreachable": { clusterName: WORDS },
  "stuck-provisioning": { since: NOW, usualMs: 1, usdMicrosPerHour: RATE },
  "cluster-gone": { lastSeenAt: NOW },
  "cluster-appeared": { gpus: "8 × H100 at $7,777.00/h", usdMicrosPerHour: RATE },
  "stopped-but-billed": { usdMicrosPerHour: RATE },
  "rate-changed": { from: RATE, to: RATE, changedAt: 0 },
  "burn-over": { usdMicrosPerHour: RATE, limit: RATE },
  budget: { spent: SUM, forecast: SUM, limit: SUM, over: "spent" },
  "balance-low": { balance: SUM, endsAt: NOW },
  "ends-soon": { at: NOW },
  idle: { since: NOW, usdMicrosPerHour: RATE },
  "gpu-fault": { meaning: WORDS, advice: WORDS },
  "gpu-missing": { seen: 7, expected: 8 },
  "history-not-written": { detail: OWN_WORDS, since: NOW },
  "channel-failing": { detail: OWN_WORDS, since: NOW, isDisabled: false },
};

const CHANNELS = [
  ...HTTP_CHANNELS,
  { kind: "webpush", settings: {} },
  { kind: "email", settings: { host: "mail.example", from: "deck@example.com", to: ["ops@example.com"] } },
];

/** Everything that leaves in messages about a rule, of each event and through each kind of channel, to readers who may know this much. */
function sent(rule: RuleId, show: Show): string {
  const names = { real: { label: NAME, place: NAME }, alias: { label: "Cluster 3", place: "Shadeform" } };
  const view = (stored: StoredAlert) => alertView(stored, show, { names, holds: 0, silencedBy: null, now: NOW });
  const alert = storedAlert(rule);
  const messages = MESSAGE_EVENTS.map((event) =>
    composeMessage({ id: "1", event }, [alert, alert], { view, url: "https://deck.example", at: NOW }),
  );
  const requests = CHANNELS.flatMap(({ kind, settings }) =>
    messages.map((message) => channelKindOf(kind)?.render(message, settings)),
  );
  return JSON.stringify([messages, requests]);
}

function storedAlert(rule: RuleId): StoredAlert {
  const subject = { kind: "cluster", id: NAME, accountId: NAME, clusterId: NAME, nodeId: NAME } as const;
  return {
    alert: {
      ...{ id: "1", rule, subject, severity: DEFAULT_RULES[rule].severity, facts: FACTS[rule], state: "firing" },
      ...{ pendingSince: NOW, firingSince: NOW, resolvedAt: null, clearSince: null, evidenceAt: NOW, readings: 1 },
      ...{ heldBy: null, releasedAt: null },
    },
    ...{ label: NAME, usdMicrosSoFar: SUM },
  };
}

const AMOUNTS = /7,?777|7777000000/;

it("has a message of each kind of channel looked through", () => {
  expect(new Set(CHANNELS.map(({ kind }) => kind))).toEqual(new Set(CHANNEL_KINDS.map(({ id }) => id)));
});

it.each(RULE_IDS)("of %s, names nothing to readers who may not know names", (rule) => {
  expect(sent(rule, { names: true, costs: true })).toContain(NAME);
  expect(sent(rule, { names: false, costs: true })).not.toContain(NAME);
  expect(sent(rule, { names: false, costs: false })).not.toContain(NAME);
});

it.each(RULE_IDS)(
  "of %s, tells no amount to readers who may not know costs, not even one that is told as it came",
  (rule) => {
    expect(sent(rule, { names: true, costs: true })).toMatch(AMOUNTS);
    expect(sent(rule, { names: true, costs: false })).not.toMatch(AMOUNTS);
    expect(sent(rule, { names: false, costs: false })).not.toMatch(AMOUNTS);
  },
);

it("leaves the rest of a reason that tells an amount", () => {
  expect(sent("cluster-down", { names: true, costs: false })).toContain("has not answered for 7 min");
});
