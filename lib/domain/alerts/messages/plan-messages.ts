import { type EpochMs, MINUTE_MS } from "../../time/epoch";
import type { Alert } from "../alert";
import type { Flapping } from "../flapping";
import { alertKey, severityRank } from "../rule";
import type { SilenceWindow } from "../silence";
import {
  MESSAGE_EVENTS,
  type MessagePlan,
  type MessageTiming,
  type PlannedMessage,
  type ReplacedPart,
  type Routing,
  type Spoken,
} from "./message-plan";
import { isRouted, type Known, outdatedIn, type Want, wantOf } from "./wants";

interface Given {
  /** The alerts that fire, and those that were resolved lately. */
  alerts: readonly Alert[];
  /**
   * What channels were told, oldest first: of each alert at least the latest on each channel, and besides whatever still waits or is of the
   * last minute.
   */
  spoken: readonly Spoken[];
  silences: readonly SilenceWindow[];
  /** The stretches of flapping, oldest first, by `alertKey`. */
  flapping: ReadonlyMap<string, readonly Flapping[]>;
  channels: readonly Routing[];
  timing: MessageTiming;
  now: EpochMs;
}

/**
 * What is to be said now. It compares what channels have been told with how things are, so it does not matter how often it is asked, nor
 * whether the server was away in between: nothing is forgotten, and nothing is said twice.
 */
export function planMessages({ channels, alerts, spoken, ...others }: Given): MessagePlan {
  const saidOn = Map.groupBy(spoken, ({ channelId }) => channelId);
  const byKey = Map.groupBy(alerts, alertKey);
  const plans = channels.map((channel) => {
    const said = saidOn.get(channel.id) ?? [];
    const saidOf = Map.groupBy(said, ({ alertId }) => alertId);
    return planChannel(channel, {
      alerts,
      said,
      known: { ...others, byKey, saidOf, hasIncidents: channel.isPerAlert === true },
    });
  });
  const nextTimes = [...momentsAhead(others), ...plans.flatMap(({ nextAt }) => nextAt ?? [])];
  return {
    messages: plans.flatMap(({ messages }) => messages),
    replaced: plans.flatMap(({ replaced }) => replaced),
    nextAt: nextTimes.length === 0 ? null : nextTimes.reduce((one, other) => Math.min(one, other)),
  };
}

function planChannel(
  channel: Routing,
  { alerts, said, known }: { alerts: readonly Alert[]; said: readonly Spoken[]; known: Known },
): MessagePlan {
  const { saidOf, timing, now } = known;
  // Whoever was told of a beginning is told of its end, though it may not be as bad any more as the channel asks for.
  const isEndOfSaid = ({ id, state }: Alert) => state === "resolved" && saidOf.has(id);
  const routed = alerts.filter((alert) => isRouted(alert, channel) || isEndOfSaid(alert));
  const outdated = routed.flatMap(({ id }) => partsOf(outdatedIn(saidOf.get(id) ?? []), id));
  // An alert that is an incident of its own waits for no other, either.
  const groupIn = (alert: Alert) => (channel.isPerAlert ? alert.id : groupOf(alert));
  const lastIn = latestOfGroups(alerts, groupIn, saidOf);
  const due: Want[] = [];
  const later: EpochMs[] = [];
  const wants = inTurn(
    routed.flatMap((alert) => wantOf(alert, known) ?? []),
    routed,
    known,
  );
  for (const [group, ofGroup] of Map.groupBy(wants, ({ alert }) => groupIn(alert))) {
    const dueAt = dueTimeOf(ofGroup, lastIn.get(group) ?? null, timing);
    if (dueAt <= now) due.push(...ofGroup.filter(({ event, since }) => event !== "reminder" || since <= now));
    else later.push(dueAt);
  }
  const full = fullUntil(said, timing, now);
  const room = full === null ? timing.digestOver - sentLately(said, now).length : 0;
  const told = channel.isPerAlert || full !== null ? worstFirst(due).slice(0, room) : due;
  if (told.length < due.length) later.push(full ?? now + MINUTE_MS);
  return {
    messages: channel.isPerAlert ? oneEach(told, channel.id) : groupMessages(told, channel.id, room),
    replaced: [...outdated, ...told.flatMap(({ alert, replaces }) => partsOf(replaces, alert.id))],
    nextAt: later.length === 0 ? null : later.reduce((one, other) => Math.min(one, other)),
  };
}

/**
 * Alerts of one rule about one subject are one incident after the other, and known by the same name: the next begins once the end of the one
 * before has been sent, or that end would be taken for its own.
 */
function inTurn(wants: readonly Want[], alerts: readonly Alert[], { hasIncidents, saidOf }: Known): readonly Want[] {
  if (!hasIncidents) return wants;
  const hasWaitingEnd = ({ id }: Alert) =>
    saidOf.get(id)?.some(({ event, state }) => event === "resolved" && state === "waiting") ?? false;
  const ending = wants.filter(({ event }) => event === "resolved").map(({ alert }) => alert);
  const taken = new Set([...ending, ...alerts.filter(hasWaitingEnd)].map(alertKey));
  return wants.filter(({ alert, event }) => event === "resolved" || !taken.has(alertKey(alert)));
}

/** When something was last said of each group. */
function latestOfGroups(
  alerts: readonly Alert[],
  groupIn: (alert: Alert) => string,
  saidOf: Known["saidOf"],
): ReadonlyMap<string, EpochMs> {
  const latest = new Map<string, EpochMs>();
  for (const alert of alerts) {
    const group = groupIn(alert);
    for (const { at } of saidOf.get(alert.id) ?? []) latest.set(group, Math.max(latest.get(group) ?? at, at));
  }
  return latest;
}

/** Alerts with one cause share messages: those of an account, and what is no account's. */
export function groupOf({ subject }: Pick<Alert, "subject">): string {
  return subject.accountId === null ? subject.kind : `account ${subject.accountId}`;
}

function partsOf(deliveryIds: readonly string[], alertId: string): ReplacedPart[] {
  return deliveryIds.map((deliveryId) => ({ deliveryId, alertId }));
}

function dueTimeOf(wants: readonly Want[], lastAt: EpochMs | null, timing: MessageTiming): EpochMs {
  const times = wants.map(({ since, waits }) => (waits ? since + timing.groupWaitMs : since));
  const earliest = times.reduce((one, other) => Math.min(one, other));
  return lastAt === null ? earliest : Math.max(earliest, lastAt + timing.groupIntervalMs);
}

/** When a channel that has had enough messages for a minute may get one again; `null` if it may now. */
function fullUntil(said: readonly Spoken[], { digestOver }: MessageTiming, now: EpochMs): EpochMs | null {
  const recent = sentLately(said, now);
  const first = recent[recent.length - digestOver];
  return first === undefined ? null : first + MINUTE_MS;
}

function sentLately(said: readonly Spoken[], now: EpochMs): EpochMs[] {
  const byDelivery = new Map(
    said.filter(({ at }) => at > now - MINUTE_MS && at <= now).map((one) => [one.deliveryId, one.at]),
  );
  return [...byDelivery.values()].sort((one, other) => one - other);
}

/** One message for each group and event, or one for each event if there is no room for as many. */
function groupMessages(due: readonly Want[], channelId: string, room: number): PlannedMessage[] {
  const groups = Map.groupBy(due, ({ alert }) => groupOf(alert)).values();
  const separate = [...groups].flatMap((wants) => byEvent(wants, channelId));
  return separate.length <= room ? separate : byEvent(due, channelId);
}

function worstFirst(due: readonly Want[]): Want[] {
  return due.toSorted((one, other) => severityRank(one.alert.severity) - severityRank(other.alert.severity));
}

function oneEach(due: readonly Want[], channelId: string): PlannedMessage[] {
  return due.map(({ event, alert }) => ({ channelId, event, alertIds: [alert.id] }));
}

function byEvent(wants: readonly Want[], channelId: string): PlannedMessage[] {
  return MESSAGE_EVENTS.flatMap((event) => {
    const alertIds = wants.filter((want) => want.event === event).map(({ alert }) => alert.id);
    return alertIds.length === 0 ? [] : [{ channelId, event, alertIds }];
  });
}

/** When silences and flapping end, after which there may be something to say. */
function momentsAhead({ silences, flapping, now }: Pick<Given, "silences" | "flapping" | "now">): EpochMs[] {
  const stretches = [...flapping.values()].flat();
  return [...silences, ...stretches].map(({ until }) => until).filter((until) => until > now);
}
