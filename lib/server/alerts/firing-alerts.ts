import "server-only";
import { createHash } from "node:crypto";
import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import { NO_ALERTS } from "@/lib/contract/fleet-seen";
import { severityRank } from "@/lib/domain/alerts/rule";
import { silenceAt } from "@/lib/domain/alerts/silence";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { Alerting } from "./alerting";
import type { AlertSettings } from "./engine";

export interface FiringAlerts {
  /** Worst first, and of equal ones the latest first. */
  alerts: readonly FiringAlert[];
  /** Another text whenever they are others. */
  tag: string;
}

/** The part of `Alerting` that says what fires. */
interface Watched {
  open: Alerting["open"];
  configuration: { current(): Pick<AlertSettings, "silences"> };
}

/** Every answer about the fleet says whether other alerts fire, so that is found out once for all of them. */
const KEPT_MS = SECOND_MS;

/** What fires now; `null` while that is not known, because the store is not open. */
export function createFiringAlerts(alerting: () => Watched | null, now: () => EpochMs): () => FiringAlerts | null {
  let kept: { open: ReturnType<Watched["open"]>; at: EpochMs; firing: FiringAlerts } | null = null;
  return () => {
    const at = now();
    const current = alerting();
    if (current === null) return null;
    const open = current.open();
    // Each look at the fleet makes another map; what silences hide, time changes as well.
    if (kept?.open !== open || Math.abs(at - kept.at) >= KEPT_MS) kept = { open, at, firing: firingOf(current, at) };
    return kept.firing;
  };
}

function firingOf({ open, configuration }: Watched, at: EpochMs): FiringAlerts {
  const { silences } = configuration.current();
  const alerts = [...open().values()].flatMap(({ alert }): FiringAlert[] => {
    const { id, rule, severity, subject, state, firingSince } = alert;
    if (state !== "firing" || firingSince === null) return [];
    const { accountId, clusterId } = subject;
    const isSilenced = silenceAt(alert, silences, at) !== null;
    return [{ ...{ id, rule, severity, accountId, clusterId, isSilenced }, firingSince: isoTime(firingSince) }];
  });
  alerts.sort(
    (a, b) => severityRank(a.severity) - severityRank(b.severity) || (a.firingSince < b.firingSince ? 1 : -1),
  );
  return { alerts, tag: alerts.length === 0 ? NO_ALERTS : tagOf(alerts) };
}

function tagOf(alerts: readonly FiringAlert[]): string {
  return createHash("sha256").update(JSON.stringify(alerts)).digest("base64url").slice(0, 16);
}
