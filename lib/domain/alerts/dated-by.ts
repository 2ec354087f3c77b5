import type { EpochMs } from "../time/epoch";
import type { Alert } from "./alert";

/** After a clock was set back: nothing happened later than now, or an alert would last until the clock is there again. */
export function datedBy(alert: Alert, now: EpochMs): Alert {
  const { pendingSince, firingSince, resolvedAt, clearSince, releasedAt, evidenceAt } = alert;
  const times = [pendingSince, firingSince, resolvedAt, clearSince, releasedAt, evidenceAt];
  if (times.every((at) => at === null || at <= now)) return alert;
  const by = <Time extends EpochMs | null>(at: Time) => (at === null ? at : Math.min(at, now));
  return {
    ...alert,
    pendingSince: by(pendingSince) ?? now,
    firingSince: by(firingSince),
    resolvedAt: by(resolvedAt),
    clearSince: by(clearSince),
    releasedAt: by(releasedAt),
    evidenceAt: Math.min(evidenceAt, now),
  };
}
