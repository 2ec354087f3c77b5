import "server-only";
import type { AlertView } from "@/lib/contract/alerts/alerts";
import type { Alert } from "@/lib/domain/alerts/alert";
import type { MessageTiming } from "@/lib/domain/alerts/messages/message-plan";
import type { Past } from "@/lib/domain/alerts/replay/past";
import { replay } from "@/lib/domain/alerts/replay/replay";
import type { RuleId, RuleSettings } from "@/lib/domain/alerts/rule";
import { accruedCost, type UsdMicros, unpricedMs } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { Pause } from "../../pause";
import { alertView } from "../alert-view";
import { WASTING } from "../knowledge/alert-amounts";
import type { SubjectNames } from "../subject-names";
import { whyHistoryCannotTell } from "./cannot-tell";
import { type BudgetContext, readPast } from "./read-past";

interface Asked {
  rule: RuleId;
  settings: RuleSettings;
  timing: MessageTiming;
  window: TimeWindow;
  configuration: BudgetContext;
  /** What a subject is called; `label` is what the history calls it. */
  namesOf: (alert: Alert, label: string | null) => SubjectNames;
  pause: Pause;
}

/** A rule that would have fired more often is set wrongly, and nobody reads on to see that. */
const MAX_LISTED = 100;

export interface RulePreview {
  /** From when the history can tell. */
  from: EpochMs;
  /** The latest first. */
  alerts: AlertView[];
  /** How many older ones are left out. */
  more: number;
  /** `null` if the history cannot tell. */
  messages: number | null;
  cannotTell: string | null;
}

/** What a rule would have done in a window, by what the history knows. */
export async function previewRule(
  history: Pick<History, "beginning"> & Parameters<typeof readPast>[0],
  { rule, settings, timing, window, configuration, namesOf, pause }: Asked,
): Promise<RulePreview> {
  const cannot = whyHistoryCannotTell(rule);
  const beginning = await history.beginning();
  const from = Math.min(Math.max(window.from, beginning ?? window.to), window.to);
  const nothing = { from, alerts: [], more: 0, messages: null };
  if (cannot !== null) return { ...nothing, cannotTell: cannot };
  if (beginning === null || beginning >= window.to)
    return { ...nothing, cannotTell: "Nothing was recorded in this time." };
  const past = await readPast(history, { rule, window: { from, to: window.to }, configuration, pause });
  const { alerts, messages } = await run(replay(past, { rule, settings, timing }), pause);
  const clusters = new Map(
    past.accounts.flatMap((account) => account.clusters.map((cluster) => [cluster.id, cluster])),
  );
  const view = (alert: Alert): AlertView => {
    const cluster = clusters.get(alert.subject.clusterId ?? "");
    const usdMicrosSoFar = costSoFar(alert, cluster?.rows ?? [], window.to);
    return alertView(
      { alert, label: cluster?.name ?? alert.subject.id, usdMicrosSoFar },
      { names: true, costs: true },
      { names: namesOf(alert, cluster?.name ?? null), holds: 0, silencedBy: null, now: window.to },
    );
  };
  const listed = alerts.slice(0, MAX_LISTED);
  return { from, alerts: listed.map(view), more: alerts.length - listed.length, messages, cannotTell: null };
}

/** Goes through a replay a look at a time, and lets others run in between. */
async function run<Result>(steps: Generator<void, Result>, pause: Pause): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** What its cluster has cost while it fired; `null` if that is beside the point, or not known. */
function costSoFar(
  { rule, firingSince, resolvedAt }: Alert,
  rows: Past["accounts"][number]["clusters"][number]["rows"],
  to: EpochMs,
): UsdMicros | null {
  if (!WASTING.has(rule) || firingSince === null) return null;
  const window = { from: firingSince, to: resolvedAt ?? to };
  const rates = rows.map(({ startedAt, endedAt, usdMicrosPerHour }) => ({
    ...{ from: startedAt, to: endedAt ?? to, usdMicrosPerHour },
  }));
  return unpricedMs(rates, window) > 0 ? null : accruedCost(rates, window);
}
