import { overlapMs, type TimeWindow } from "../time/time-window";
import { changeError, sumUsd, type UsdMicros, type UsdMicrosPerHour, usdMicros } from "./cost";
import type { CostStep } from "./cost-step";

/** What the error of a change depends on. */
export type DatedRate = Pick<CostStep, "at" | "errorMs" | "usdMicrosPerHour">;

/**
 * How far off a cluster's cost within a window may be. `steps` are those of one cluster, in order, and include at least those within
 * the window and the nearest two on either side: a change dated outside may actually have happened inside.
 */
export function costError(steps: readonly CostStep[], window: TimeWindow): UsdMicros {
  return sumErrors(steps, window, () => true);
}

/** The part of `costError` from changes dated before the window, which the totals within it do not include … */
export function errorFromBefore(steps: readonly DatedRate[], window: TimeWindow): UsdMicros {
  return sumErrors(steps, window, ({ at }) => at <= window.from);
}

/** … and from changes dated after it, of which `steps` has the last one before them too. */
export function errorFromAfter(steps: readonly DatedRate[], window: TimeWindow): UsdMicros {
  return sumErrors(steps, window, ({ at }) => at > window.to);
}

function sumErrors(steps: readonly DatedRate[], window: TimeWindow, counts: (step: DatedRate) => boolean): UsdMicros {
  const error = createErrorSum(window, counts);
  for (const step of steps) error.add(step);
  return error.sum();
}

/** `costError` for steps that are added one at a time, in order. */
export interface ErrorSum {
  add(step: DatedRate): void;
  sum(): UsdMicros;
}

export function createErrorSum(window: TimeWindow, counts: (step: DatedRate) => boolean = () => true): ErrorSum {
  let before: UsdMicrosPerHour | null = null;
  let total = usdMicros(0);
  return {
    add(step) {
      if (counts(step)) total = sumUsd([total, errorInside(step, before, window)]);
      before = step.usdMicrosPerHour;
    },
    sum: () => total,
  };
}

function errorInside(
  { at, errorMs, usdMicrosPerHour }: DatedRate,
  before: UsdMicrosPerHour | null,
  window: TimeWindow,
) {
  const doubtMs = overlapMs({ from: at - errorMs, to: at + errorMs }, window);
  return changeError(before, usdMicrosPerHour, Math.min(errorMs, doubtMs));
}
