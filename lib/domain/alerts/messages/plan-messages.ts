import { type EpochMs, MINUTE_MS } from "../../time/epoch";
import type { Alert } from "../alert";
import { severityRank } from "../rule";
import {
  MESSAGE_EVENTS,
  type MessagePlan,
  type MessageTiming,
  type PlannedMessage,
  type ReplacedPart,
  type Routing,
  type Spoken,
} from "./message-plan";
import { type History, isRouted, outdatedIn, type Want, wantOf } from "./wants";

interface Given extends History {
  channels: readonly Routing[];
  timing: MessageTiming;
  now: EpochMs;
}

/**
 * What is to be said now. It compares what channels have been told with how things are, so it does not matter how often it is asked, nor
 * whether the server was away in between: nothing is forgotten, and nothing is said twice.
 */
export function planMessages({ channels, timing, now, ...history }: Given): MessagePlan {
  const messages: PlannedMessage[] = [];
  const replaced: ReplacedPart[] = [];
  let nextAt = Number.POSITIVE_INFINITY;
  for (const end of momentsAhead(history, now)) nextAt = Math.min(nextAt, end);
  const groups = new Map(history.alerts.map((alert) => [alert.id, groupOf(alert)]));
  for (const channel of channels) {
    const said = history.spoken.filter(({ channelId }) => channelId === channel.id);
    const saidOf = Map.groupBy(said, ({ alertId }) => alertId);
    // Whoever was told of a beginning is told of its end, though it may not be as bad any more as the channel asks for.
    const isEndOfSaid = ({ id, state }: Alert) => state === "resolved" && saidOf.has(id);
    const routed = history.alerts.filter((alert) => isRouted(alert, channel) || isEndOfSaid(alert));
    replaced.push(...routed.flatMap(({ id }) => partsOf(outdatedIn(saidOf.get(id) ?? []), id)));
    const wants = routed.flatMap((alert) => wantOf(alert, saidOf.get(alert.id) ?? [], { history, timing, now }) ?? []);
    const due: Want[] = [];
    // An alert that is an incident of its own waits for no other, either.
    const groupIn = (alert: Alert) => (channel.isPerAlert ? alert.id : groupOf(alert));
    for (const [group, ofGroup] of Map.groupBy(wants, ({ alert }) => groupIn(alert))) {
      const saidInGroup = said.filter(({ alertId }) => (channel.isPerAlert ? alertId : groups.get(alertId)) === group);
      const dueAt = dueTimeOf(ofGroup, saidInGroup, timing);
      if (dueAt <= now) due.push(...ofGroup.filter(({ event, since }) => event !== "reminder" || since <= now));
      else nextAt = Math.min(nextAt, dueAt);
    }
    const full = fullUntil(said, timing, now);
    if (full !== null && due.length > 0) {
      nextAt = Math.min(nextAt, full);
      continue;
    }
    const room = timing.digestOver - sentLately(said, now).length;
    const told = channel.isPerAlert ? worstFirst(due).slice(0, room) : due;
    if (told.length < due.length) nextAt = Math.min(nextAt, now + MINUTE_MS);
    messages.push(...(channel.isPerAlert ? oneEach(told, channel.id) : groupMessages(told, channel.id, room)));
    replaced.push(...told.flatMap(({ alert, replaces }) => partsOf(replaces, alert.id)));
  }
  return { messages, replaced, nextAt: Number.isFinite(nextAt) ? nextAt : null };
}

/** Alerts with one cause share messages: those of an account, and what is no account's. */
export function groupOf({ subject }: Pick<Alert, "subject">): string {
  return subject.accountId === null ? subject.kind : `account ${subject.accountId}`;
}

function partsOf(deliveryIds: readonly string[], alertId: string): ReplacedPart[] {
  return deliveryIds.map((deliveryId) => ({ deliveryId, alertId }));
}

function dueTimeOf(wants: readonly Want[], said: readonly Spoken[], timing: MessageTiming): EpochMs {
  const earliest = Math.min(...wants.map(({ since, waits }) => (waits ? since + timing.groupWaitMs : since)));
  const lastAt = Math.max(...said.map(({ at }) => at), Number.NEGATIVE_INFINITY);
  return Math.max(earliest, lastAt + timing.groupIntervalMs);
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
function momentsAhead({ silences, flapping }: History, now: EpochMs): EpochMs[] {
  const stretches = [...flapping.values()].flat();
  return [...silences, ...stretches].map(({ until }) => until).filter((until) => until > now);
}
