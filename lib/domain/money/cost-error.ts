import { overlapMs, type TimeWindow } from "../time/time-window";
import { changeError, sumUsd, type UsdMicros, type UsdMicrosPerHour } from "./cost";
import type { CostStep } from "./cost-step";

/**
 * By how much a cluster's cost inside a window may be wrong. `steps` are in order, of one cluster, and hold at least those inside
 * the window and the nearest two on either side: a change dated outside may in truth have happened inside.
 */
export function costError(steps: readonly CostStep[], window: TimeWindow): UsdMicros {
  return sumErrors(steps, window, () => true);
}

/** The part of `costError` that comes from changes dated outside the window, of which the totals inside it know nothing. */
export function errorFromOutside(steps: readonly CostStep[], window: TimeWindow): UsdMicros {
  return sumErrors(steps, window, ({ at }) => at <= window.from || at > window.to);
}

function sumErrors(steps: readonly CostStep[], window: TimeWindow, counts: (step: CostStep) => boolean): UsdMicros {
  let before: UsdMicrosPerHour | null = null;
  const errors: UsdMicros[] = [];
  for (const step of steps) {
    if (counts(step)) errors.push(errorInside(step, before, window));
    before = step.usdMicrosPerHour;
  }
  return sumUsd(errors);
}

function errorInside({ at, errorMs, usdMicrosPerHour }: CostStep, before: UsdMicrosPerHour | null, window: TimeWindow) {
  const doubtMs = overlapMs({ from: at - errorMs, to: at + errorMs }, window);
  return changeError(before, usdMicrosPerHour, Math.min(errorMs, doubtMs));
}
