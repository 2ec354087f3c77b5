import type { RateInterval, UsdMicrosPerHour } from "@/lib/domain/money/cost";
import { type CostStep, nextCostStep } from "@/lib/domain/money/cost-step";
import {
  advanceLedger,
  gapBetween,
  type LedgerRow,
  type LedgerState,
  type Observation,
} from "@/lib/domain/money/ledger";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** What really happened to a cluster in a test: its states in order, `null` while it does not exist. */
export interface TrueChange {
  at: EpochMs;
  state: LedgerState | null;
  /** Whether the provider says when it happened. */
  isDated: boolean;
}

export interface Watched {
  rows: LedgerRow[];
  steps: CostStep[];
}

/** The ledger that polls at the given times make of what really happened. */
export function watchSchedule(
  story: readonly TrueChange[],
  polls: readonly EpochMs[],
  pollIntervalMs: number,
  into: Watched = { rows: [], steps: [] },
): Watched {
  const rows = [...into.rows];
  const steps = [...into.steps];
  polls.forEach((at, index) => {
    const open = rows.at(-1)?.endedAt === null ? (rows.at(-1) ?? null) : null;
    const gap = gapBetween(polls[index - 1] ?? null, at, pollIntervalMs);
    const step = advanceLedger(open, gap, observe(story, at));
    if (step.closed) rows[rows.length - 1] = step.closed;
    if (step.opened) rows.push(step.opened);
    const costStep = nextCostStep(steps.at(-1) ?? null, step);
    if (costStep) steps.push(costStep);
  });
  return { rows, steps };
}

/** What really happened, as costs. */
export function trueRates(story: readonly TrueChange[], until: EpochMs): RateInterval[] {
  return story.flatMap(({ at, state }, index) =>
    state ? [{ from: at, to: story[index + 1]?.at ?? until, usdMicrosPerHour: state.usdMicrosPerHour }] : [],
  );
}

/** The ledger's rows as costs; rows that have not ended last until `until`. */
export function ledgerRates(rows: readonly LedgerRow[], until: EpochMs): RateInterval[] {
  return rows.map(({ startedAt, endedAt, usdMicrosPerHour }) => ({
    from: startedAt,
    to: endedAt ?? until,
    usdMicrosPerHour,
  }));
}

export function stateAt(usdMicrosPerHour: UsdMicrosPerHour | null): LedgerState {
  return {
    status: "running",
    providerStatus: "active",
    health: "healthy",
    billing: "full",
    usdMicrosPerHour,
    rateSource: usdMicrosPerHour === null ? "none" : "reported",
  };
}

function observe(story: readonly TrueChange[], at: EpochMs): Observation {
  const last = story.findLast((change) => change.at <= at);
  return { state: last?.state ?? null, changedAt: last?.isDated ? last.at : null };
}
