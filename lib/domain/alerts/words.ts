import type { UsdMicros, UsdMicrosPerHour } from "../money/cost";
import { formatAmount, formatRate, formatUsdPerDay } from "../money/format-usd";
import { formatAge, formatCounted, formatDuration } from "../text/format";
import type { EpochMs } from "../time/epoch";
import type { FactsByRule } from "./condition";
import type { RuleId } from "./rule";
import { withoutAmounts } from "./without-amounts";

/** What a reader of a message may learn, and how things are called for them. */
interface Telling {
  /** The subject's name, or an alias. */
  label: string;
  /** The name of what it belongs to: of a node's cluster, of a cluster's account. */
  place: string;
  names: boolean;
  costs: boolean;
  /** Since when it has been so, and until when: a resolved alert says how long it was. */
  since: EpochMs;
  until: EpochMs;
  /** What it has cost since; `null` if that is unknown, or does not matter. */
  usdMicrosSoFar: UsdMicros | null;
}

export interface Told {
  title: string;
  /** A sentence or two; empty if the title says it all. */
  detail: string;
}

type Words = { [Rule in RuleId]: (facts: FactsByRule[Rule], telling: Telling) => Told };

const WORDS: Words = {
  "account-failing": ({ detail, clusters }, { label, names, since, until }) => ({
    title: `${label} does not answer: ${formatCounted(clusters, "cluster")} not read for ${formatDuration(until - since)}`,
    detail: names ? detail : "",
  }),
  "readings-stale": ({ lastSuccessAt, clusters }, { label, until }) => ({
    title: `${label} was not read${lastSuccessAt === null ? "" : ` for ${formatDuration(until - lastSuccessAt)}`}`,
    detail: `Clusterdeck did not get round to it, so ${formatCounted(clusters, "cluster")} may be in another state than it shows.`,
  }),
  "cluster-down": (facts, telling) => broken("down", facts, telling),
  "cluster-degraded": (facts, telling) => broken("degraded", facts, telling),
  "node-unreachable": ({ clusterName }, { label, place, names }) => ({
    title: `${label} does not answer by ssh`,
    detail: `It belongs to ${names ? clusterName : place}.`,
  }),
  "stuck-provisioning": ({ since, usualMs, usdMicrosPerHour }, { label, until, costs }) => ({
    title: `${label} has been starting for ${formatDuration(until - since)}${costs ? withRate(usdMicrosPerHour) : ""}`,
    detail: usualMs === null ? "" : `Nine of ten like it took at most ${formatDuration(usualMs)}.`,
  }),
  "cluster-gone": ({ lastSeenAt }, { label, until }) => ({
    title: `${label} is gone`,
    detail: `The provider listed it last ${formatAge(until - lastSeenAt)} ago, and nothing had said that it would end.`,
  }),
  "cluster-appeared": ({ gpus, usdMicrosPerHour }, { label, place, costs }) => ({
    title: `${label} is new at ${place}${costs ? withRate(usdMicrosPerHour) : ""}`,
    detail: gpus === null ? "" : `It has ${gpus}.`,
  }),
  "stopped-but-billed": ({ usdMicrosPerHour }, { label, costs }) => ({
    title: `${label} is stopped and still billed${costs ? `: ${formatUsdPerDay(usdMicrosPerHour)}` : ""}`,
    detail: "",
  }),
  "rate-changed": ({ from, to }, { label, costs }) => ({
    title: costs
      ? `${label} costs ${formatRate(to)} instead of ${formatRate(from)}`
      : `The price of ${label} has changed`,
    detail: "Its status and its size are the same.",
  }),
  "burn-over": ({ usdMicrosPerHour, limit }, { label, costs }) => ({
    title: costs ? `${label} costs ${formatRate(usdMicrosPerHour)}` : `${label} costs more than was set`,
    detail: costs ? `More than ${formatRate(limit)}.` : "",
  }),
  budget: ({ spent, forecast, limit, over }, { label, costs }) => ({
    title: budgetTitle(label, over, costs ? { spent, forecast, limit } : null),
    detail: "",
  }),
  "balance-low": ({ balance, endsAt }, { label, until, costs }) => ({
    title: `${label} has money for ${formatDuration(Math.max(0, endsAt - until))}${costs ? `: ${formatAmount(balance)} left` : ""}`,
    detail: "If its clusters cost the same until then.",
  }),
  "ends-soon": ({ at }, { label, until }) => ({
    title: `${label} will be deleted in ${formatDuration(Math.max(0, at - until))}`,
    detail: "",
  }),
  idle: ({ usdMicrosPerHour }, { label, since, until, costs, usdMicrosSoFar }) => ({
    title: `${label} has been idle for ${formatDuration(until - since)}${costs ? withAmount(usdMicrosSoFar) || withRate(usdMicrosPerHour) : ""}`,
    detail: "",
  }),
  // Its provider's words may name whatever they like.
  "gpu-fault": ({ meaning, advice }, { label, names }) => ({
    title: names ? `${label}: ${meaning}` : `${label} has a GPU fault`,
    detail: names ? advice : "",
  }),
  "gpu-missing": ({ seen, expected }, { label }) => ({
    title: `${label} sees ${seen} of ${formatCounted(expected, "GPU")}`,
    detail: "",
  }),
  "history-not-written": ({ detail, since }, { until }) => ({
    title: `The history has not been written for ${formatDuration(until - since)}`,
    detail,
  }),
  "channel-failing": ({ detail, since, isDisabled }, { label, until }) => ({
    title: isDisabled
      ? `Nothing is sent to ${label} any more`
      : `Messages to ${label} have failed for ${formatDuration(until - since)}`,
    detail,
  }),
};

/** An alert in words. `rule` and `facts` belong together: see `AlertFacts`. */
export function tell<Rule extends RuleId>(rule: Rule, facts: FactsByRule[Rule], telling: Telling): Told {
  const told = WORDS[rule](facts, telling);
  if (telling.costs) return told;
  // Whatever of it is told as it came.
  return { title: withoutAmounts(told.title), detail: withoutAmounts(told.detail) };
}

function broken(word: string, { reasons, nodes }: FactsByRule["cluster-down"], telling: Telling): Told {
  const { label, names, costs, since, until, usdMicrosSoFar } = telling;
  const counted = nodes === null ? "" : `, ${nodes.healthy} of ${formatCounted(nodes.total, "node")} healthy`;
  return {
    title: `${label} ${word} ${formatDuration(until - since)}${costs ? withAmount(usdMicrosSoFar) : ""}${counted}`,
    detail: names ? reasons.join(". ") : "",
  };
}

function budgetTitle(
  label: string,
  over: "spent" | "forecast",
  amounts: { spent: UsdMicros; forecast: UsdMicros | null; limit: UsdMicros } | null,
): string {
  if (amounts === null) return over === "spent" ? `${label} is nearly used up` : `${label} will not be enough`;
  const { spent, forecast, limit } = amounts;
  return over === "spent" || forecast === null
    ? `${label}: ${formatAmount(spent)} of ${formatAmount(limit)} spent`
    : `${label}: ${formatAmount(forecast)} by the end of the month, ${formatAmount(limit)} allowed`;
}

function withAmount(amount: UsdMicros | null): string {
  return amount === null ? "" : `, ${formatAmount(amount)} so far`;
}

function withRate(rate: UsdMicrosPerHour | null): string {
  return rate === null ? "" : ` at ${formatRate(rate)}`;
}
