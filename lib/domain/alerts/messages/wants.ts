import { DAY_MS, type EpochMs } from "../../time/epoch";
import type { Alert } from "../alert";
import type { Flapping } from "../flapping";
import { alertKey, isEvent, severityRank } from "../rule";
import { type SilenceWindow, silenceAt } from "../silence";
import type { MessageEvent, MessageTiming, Routing, Spoken } from "./message-plan";

/** Something that a channel should be told of an alert. */
export interface Want {
  alert: Alert;
  event: MessageEvent;
  /** From when on it should be; the group may make it wait longer. */
  since: EpochMs;
  /** Whether it waits for others of its group to join it. */
  waits: boolean;
  /** Deliveries that need not be about the alert any more. */
  replaces: readonly string[];
}

/** What is known besides an alert when it is decided what a channel should be told of it. */
export interface Known {
  /** The alerts that fire and those that were resolved lately, by `alertKey`. */
  byKey: ReadonlyMap<string, readonly Alert[]>;
  /** What the channel was told, oldest first, by the alert's id. */
  saidOf: ReadonlyMap<string, readonly Spoken[]>;
  silences: readonly SilenceWindow[];
  /** The stretches of flapping, oldest first, by `alertKey`. */
  flapping: ReadonlyMap<string, readonly Flapping[]>;
  timing: MessageTiming;
  now: EpochMs;
  /** Whether each alert is an incident on the channel, which stays open until its end is told. */
  hasIncidents: boolean;
}

export function isRouted(alert: Alert, { id, minSeverity, rules, accounts }: Routing): boolean {
  const { accountId } = alert.subject;
  if (severityRank(alert.severity) > severityRank(minSeverity)) return false;
  if (rules !== null && !rules.includes(alert.rule)) return false;
  if (accounts !== null && accountId !== null && !accounts.includes(accountId)) return false;
  // A channel that fails cannot say so itself.
  return alert.rule !== "channel-failing" || alert.subject.id !== id;
}

/** What is to be said of an alert on a channel; `null` for nothing now. */
export function wantOf(alert: Alert, known: Known): Want | null {
  const { saidOf, silences, flapping, now } = known;
  const said = saidOf.get(alert.id) ?? [];
  if (alert.firingSince === null || said.some(({ event }) => event === "resolved")) return null;
  // That something is no news any more is nothing to tell, but an incident must not stay open for ever.
  if (isEvent(alert.rule) && alert.state === "resolved" && !(known.hasIncidents && said.length > 0)) return null;
  const silence = silenceAt(alert, silences, now);
  if (silence !== null) return null;
  const stretches = flapping.get(alertKey(alert)) ?? [];
  const stretch = stretches.findLast(({ since }) => since <= now);
  if (stretch !== undefined && now < stretch.until) return flappingWant(alert, stretch, known);
  return alert.state === "resolved"
    ? resolvedWant(alert, said, stretches, known)
    : firingWant(alert, said, stretch, known);
}

/** Flapping is said once, by the alert that is or was the latest. */
function flappingWant(alert: Alert, { since }: Flapping, known: Known): Want | null {
  if (alert.heldBy !== null || !isLatest(alert, known)) return null;
  const said = sameAs(alert, known).flatMap(({ id }) => known.saidOf.get(id) ?? []);
  if (said.some(({ event, at }) => event === "flapping" && at >= since)) return null;
  return { alert, event: "flapping", since: Math.min(since, known.now), waits: false, replaces: [] };
}

function isLatest(alert: Alert, known: Known): boolean {
  return sameAs(alert, known).every((other) => startOf(other) <= startOf(alert));
}

/** The alerts of the same rule for the same subject, itself among them. */
function sameAs(alert: Alert, { byKey }: Known): readonly Alert[] {
  return byKey.get(alertKey(alert)) ?? [];
}

const startOf = ({ firingSince, pendingSince }: Alert) => firingSince ?? pendingSince;

function firingWant(
  alert: Alert,
  said: readonly Spoken[],
  stretch: Flapping | undefined,
  { silences, timing, now }: Known,
): Want | null {
  if (alert.heldBy !== null || alert.firingSince === null) return null;
  const last = said.at(-1);
  if (last === undefined || (last.event === "flapping" && stretch !== undefined && last.at < stretch.until)) {
    const silencedUntil = lastSilenceEnd(alert, silences, now);
    const since = Math.max(alert.firingSince, alert.releasedAt ?? 0, silencedUntil ?? 0, stretch?.until ?? 0);
    return { alert, event: "firing", since, waits: true, replaces: [] };
  }
  const isWorse = severityRank(alert.severity) < severityRank(last.severity);
  if (isWorse) return { alert, event: "firing", since: now, waits: false, replaces: waitingIn(said) };
  const everyMs = reminderInterval(alert, timing);
  if (last.state === "waiting" || everyMs === null) return null;
  return { alert, event: "reminder", since: last.at + everyMs, waits: false, replaces: [] };
}

/** `null`: never. What happened is over, a note is no call for help, and a budget that is nearly used up stays so until the month is over. */
function reminderInterval({ rule, severity }: Alert, timing: MessageTiming): number | null {
  if (isEvent(rule) || severity === "info" || (rule === "budget" && severity !== "critical")) return null;
  if (rule === "budget") return DAY_MS;
  return severity === "critical" ? timing.criticalReminderMs : timing.reminderMs;
}

function resolvedWant(
  alert: Alert,
  said: readonly Spoken[],
  stretches: readonly Flapping[],
  known: Known,
): Want | null {
  const { resolvedAt } = alert;
  if (resolvedAt === null) return null;
  const stretch = stretches.find(({ since, until }) => resolvedAt >= since && resolvedAt < until);
  // Of all the ends while it flapped, the last one counts.
  if (stretch !== undefined && !isLatest(alert, known)) return null;
  const since = Math.max(resolvedAt, stretch?.until ?? 0);
  // What nobody was told because somebody silenced it, or because something else was told instead, is not told afterwards.
  const wasHeld = alert.releasedAt !== null && alert.releasedAt >= (alert.firingSince ?? 0);
  if (said.length === 0 && (wasHeld || silenceAt(alert, known.silences, resolvedAt) !== null)) return null;
  return { alert, event: "resolved", since, waits: said.length === 0, replaces: waitingIn(said) };
}

/** What still waits although the end has been told, as a message does whose latest try failed while the end was being planned. */
export function outdatedIn(said: readonly Spoken[]): string[] {
  if (!said.some(({ event }) => event === "resolved")) return [];
  return waitingIn(said.filter(({ event }) => event !== "resolved"));
}

function waitingIn(said: readonly Spoken[]): string[] {
  return said.filter(({ state }) => state === "waiting").map(({ deliveryId }) => deliveryId);
}

/** When the latest silence that covered an alert ended; `null` if none ever did. */
function lastSilenceEnd(alert: Alert, silences: readonly SilenceWindow[], now: EpochMs): EpochMs | null {
  const ends = silences.filter(({ id, from, until }) => {
    const moment = Math.max(from, alert.firingSince ?? from);
    return (
      until <= now &&
      moment < until &&
      silenceAt(
        alert,
        silences.filter((one) => one.id === id),
        moment,
      ) !== null
    );
  });
  return ends.length === 0 ? null : Math.max(...ends.map(({ until }) => until));
}
