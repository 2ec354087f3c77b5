import { expect, it } from "vitest";
import type { FactsByRule } from "@/lib/domain/alerts/condition";
import { DEFAULT_RULES, RULE_IDS, type RuleId } from "@/lib/domain/alerts/rule";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { HTTP_CHANNELS } from "@/lib/testing/receivers/test-channels";
import { alertView } from "../alert-view";
import type { Show } from "../message/channel-message";
import { composeMessage } from "../message/compose-message";
import type { StoredAlert } from "../store/alert-rows";
import { channelKindOf } from "./channel-kinds";

const NOW = Date.UTC(2026, 10, 29, 12);
const NAME = "SECRETNAME";
/** Of all amounts, and of nothing else. */
const AMOUNT = 7_777_000_000;
const RATE = usdMicrosPerHour(AMOUNT);
const SUM = usdMicros(AMOUNT);
const REASONS = [`${NAME}-3: ssh has not answered for 7 min, $7,777.00 so far`];
const BROKEN = { reasons: REASONS, nodes: { healthy: 6, total: 8 }, usdMicrosPerHour: RATE };

const FACTS: FactsByRule = {
  "account-failing": { code: "auth", detail: `${NAME} owes $7,777.00.`, clusters: 3 },
  "readings-stale": { lastSuccessAt: NOW, clusters: 3 },
  "cluster-down": BROKEN,
  "cluster-degraded": BROKEN,
  "node-unreachable": { clusterName: NAME },
  "stuck-provisioning": { since: NOW, usualMs: 1, usdMicrosPerHour: RATE },
  "cluster-gone": { lastSeenAt: NOW },
  "cluster-appeared": { gpus: "8 × H100", usdMicrosPerHour: RATE },
  "stopped-but-billed": { usdMicrosPerHour: RATE },
  "rate-changed": { from: RATE, to: RATE, changedAt: 0 },
  "burn-over": { usdMicrosPerHour: RATE, limit: RATE },
  budget: { spent: SUM, forecast: SUM, limit: SUM, over: "spent" },
  "balance-low": { balance: SUM, endsAt: NOW },
  "ends-soon": { at: NOW },
  idle: { since: NOW, usdMicrosPerHour: RATE },
  "gpu-fault": { meaning: "Xid 79", advice: "Restart it." },
  "gpu-missing": { seen: 7, expected: 8 },
  "history-not-written": { detail: "The disk is full.", since: NOW },
  "channel-failing": { detail: "It refused the message (404).", since: NOW, isDisabled: false },
};

/** Everything that leaves in messages about each rule, to readers who may know this much. */
function sent(show: Show): string {
  const alerts = RULE_IDS.map((rule): StoredAlert => storedAlert(rule));
  const names = { real: { label: NAME, place: NAME }, alias: { label: "Cluster 3", place: "Shadeform" } };
  const view = (stored: StoredAlert) => alertView(stored, show, { names, holds: 0, silencedBy: null, now: NOW });
  const requests = HTTP_CHANNELS.flatMap(({ kind, settings }) =>
    alerts.map((alert) => {
      const message = composeMessage({ id: "1", event: "firing" }, [alert], {
        view,
        url: "https://deck.example",
        at: NOW,
      });
      return channelKindOf(kind)?.render(message, settings);
    }),
  );
  return JSON.stringify(requests);
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

it("names nothing to readers who may not know names", () => {
  expect(sent({ names: true, costs: true })).toContain(NAME);
  expect(sent({ names: false, costs: true })).not.toContain(NAME);
});

it("tells no amount to readers who may not know costs, not even in a reason that is told as it came", () => {
  expect(sent({ names: true, costs: true })).toMatch(AMOUNTS);
  expect(sent({ names: true, costs: false })).not.toMatch(AMOUNTS);
  expect(sent({ names: true, costs: false })).toContain("has not answered for 7 min");
});
