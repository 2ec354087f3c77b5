import type { Limit } from "@/lib/contract/cluster";
import type { LimitDistance } from "@/lib/domain/cluster/limit";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { formatDuration } from "@/lib/domain/text/format";
import { once } from "@/lib/domain/text/once";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;
const clock = once(() => new Intl.DateTimeFormat("en-GB", CLOCK));
const DAY = { weekday: "short", day: "numeric", month: "short" } as const;
const dayAndClock = once(() => new Intl.DateTimeFormat("en-GB", { ...DAY, ...CLOCK }));

function actionWords({ action, node }: Limit): string {
  if (node === null) return action === "delete" ? "Deletes itself" : "Alerts its owner";
  return action === "delete" ? `Deletes ${node}` : `Alerts the owner of ${node}`;
}

/** "Deletes itself in 3 h 20 min (21:40 CET)", "Alerts its owner at $500.00: $112.40 to go" */
export function limitWords(limit: Limit, { leftMs, leftUsdMicros }: LimitDistance): string {
  const { at, usdMicros } = limit;
  const does = actionWords(limit);
  if (at !== null && leftMs !== null) {
    const moment = momentWords(Date.parse(at), leftMs);
    return leftMs > 0
      ? `${does} in ${formatDuration(leftMs)} (${moment})`
      : `${does}: due ${formatDuration(-leftMs)} ago (${moment})`;
  }
  if (usdMicros === null) return does;
  const threshold = `${does} at ${formatAmount(usdMicros)}`;
  if (leftUsdMicros === null) return `${threshold}: spend so far is unknown`;
  return leftUsdMicros > 0 ? `${threshold}: ${formatAmount(leftUsdMicros)} to go` : `${threshold}: reached`;
}

/** Within half a day, the time alone is enough. */
function momentWords(at: EpochMs, leftMs: number): string {
  return (Math.abs(leftMs) < DAY_MS / 2 ? clock() : dayAndClock()).format(at);
}
