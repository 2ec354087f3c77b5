import "server-only";
import { randomUUID } from "node:crypto";
import { type Advance, advance } from "@/lib/domain/alerts/advance";
import type { Alert } from "@/lib/domain/alerts/alert";
import { createJudge, type Situation } from "@/lib/domain/alerts/conditions/judge";
import { datedBy } from "@/lib/domain/alerts/dated-by";
import { flappingOf } from "@/lib/domain/alerts/flapping";
import type { MessagePlan, MessageTiming, Routing } from "@/lib/domain/alerts/messages/message-plan";
import { planMessages } from "@/lib/domain/alerts/messages/plan-messages";
import { alertKey, type RuleId, type RuleSettings } from "@/lib/domain/alerts/rule";
import type { SilenceWindow } from "@/lib/domain/alerts/silence";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { StoredAlert } from "./store/alert-rows";
import type { AlertStore } from "./store/alert-store";
import type { AlertTerm } from "./store/alert-term";
import { isWorthSaving } from "./store/is-worth-saving";
import { SPEAKABLE_MS } from "./store/speakable-alerts";

/** What alerts are judged and told by, as it is set at the moment. */
export interface AlertSettings {
  rules: Readonly<Record<RuleId, RuleSettings>>;
  channels: readonly Routing[];
  silences: readonly SilenceWindow[];
  timing: MessageTiming;
}

/** How old alerts may be that another server judges and this one only shows. */
const SHOWN_FOR_MS = 5 * SECOND_MS;

interface EngineOptions {
  store: AlertStore;
  /** Names what `store.speakable` answers: another name if that may be something else; `null` where nobody knows without reading it. */
  version: (now: EpochMs) => Promise<string | null>;
  term: Pick<AlertTerm, "enter">;
  settings: () => AlertSettings;
  situation: () => Situation;
  /** What an alert's subject is called, and what it has cost since the alert began; `before` is what was known of it. */
  describe: (alert: Alert, before: StoredAlert | undefined) => Pick<StoredAlert, "label" | "usdMicrosSoFar">;
  /** Called when messages were stored that are to be sent. */
  onMessages: () => void;
  /** Called when alerts, or what is said of them, are stored otherwise than before. */
  onStored: () => void;
  now: () => EpochMs;
}

export interface AlertEngine {
  /** Looks at the fleet once. Looks that are asked for meanwhile become one. Rejects if the store fails: the next look does it all again. */
  look(): Promise<void>;
  /** Reads the alerts again if another server judges them. */
  showAgain(): Promise<void>;
  /** Goes on with an alert that was stored without it. */
  adopt(stored: StoredAlert): void;
  /** When there may be something to say even if nothing changes; `null` for never. */
  nextAt(): EpochMs | null;
  /** Whether this server judges, or did when the store last answered. */
  isJudge(): boolean;
  /** The open alerts, by `alertKey`. */
  open(): ReadonlyMap<string, StoredAlert>;
}

/** Goes on with the alerts that were open when the server ended: see `AlertStore`. */
export async function startAlertEngine(options: EngineOptions): Promise<AlertEngine> {
  const { store, version, settings, situation, describe, onMessages, onStored, now } = options;
  const judge = createJudge();
  let open: ReadonlyMap<string, StoredAlert> = new Map();
  let ended: readonly StoredAlert[] = [];
  let nextAt: EpochMs | null = null;
  let judgedIn: number | null = null;
  let shownAt = now();
  let shownVersion: string | null = null;
  /** Whether a save has failed, which may have been stored all the same: of a commit, the answer can be lost. */
  let isUnsure = false;
  await load(shownAt);

  async function load(at: EpochMs): Promise<void> {
    const speakable = await store.speakable(at);
    const isOver = ({ alert }: StoredAlert) => alert.state === "resolved";
    open = new Map(speakable.filter((one) => !isOver(one)).map((one) => [alertKey(one.alert), one]));
    ended = speakable.filter(isOver);
  }

  /** Shows what another server has judged. Its alerts are read only if they have changed. */
  async function show(at: EpochMs): Promise<void> {
    if (Math.abs(at - shownAt) < SHOWN_FOR_MS) return;
    // Asked for first: what changes meanwhile is read once more.
    const current = await version(at);
    if (current === null || current !== shownVersion) await load(at);
    [shownAt, shownVersion] = [at, current];
  }

  /** Whether this server is to judge; if another one does, or did until now, its alerts are taken over. */
  async function enterTerm(at: EpochMs): Promise<boolean> {
    const current = options.term.enter();
    if (isUnsure || current !== judgedIn) {
      if (isUnsure && current !== null) await store.requireSettled();
      await load(at);
      [shownAt, shownVersion, isUnsure] = [at, null, false];
    } else if (current === null) await show(at);
    if (current === null) nextAt = null;
    judgedIn = current;
    return current !== null;
  }

  function described(alert: Alert): StoredAlert {
    const before = open.get(alertKey(alert));
    return { alert, ...describe(alert, before?.alert.id === alert.id ? before : undefined) };
  }

  async function planFor(alerts: readonly Alert[], at: EpochMs): Promise<MessagePlan> {
    const { channels, silences, timing } = settings();
    const fired = alerts.filter(({ firingSince }) => firingSince !== null);
    const said = await store.spoken(
      fired.map(({ id }) => id),
      at,
    );
    const spoken = said.map((one) => (one.at <= at ? one : { ...one, at }));
    return planMessages({ alerts, spoken, silences, channels, timing, now: at, flapping: flappingOf(alerts) });
  }

  async function lookOnce(): Promise<void> {
    if (!(await enterTerm(now()))) return;
    const { rules } = settings();
    const seen = situation();
    // Asked for last: what is dated later counts for nothing, as if the clock had been set back.
    const at = now();
    const before = new Map([...open].map(([key, { alert }]) => [key, datedBy(alert, at)]));
    const step = advance(before, judge(seen, rules, at), { rules, now: at, newId: randomUUID });
    const nextOpen = new Map([...step.open].map(([key, alert]) => [key, described(alert)]));
    const resolved = step.closed.filter(({ state }) => state === "resolved").map(described);
    const nextEnded = [...stillSpeakable(ended, at), ...resolved];
    const plan = await planFor(
      [...nextOpen.values(), ...nextEnded].map(({ alert }) => datedBy(alert, at)),
      at,
    );
    const changed = [...nextOpen].flatMap(([key, one]) => (isWorthSaving(open.get(key), one) ? [one] : []));
    await saveIfAny({ saved: [...changed, ...resolved], dropped: neverFired(step), plan }, at);
    [open, ended, nextAt] = [nextOpen, nextEnded, plan.nextAt];
    if (plan.messages.length > 0) onMessages();
  }

  async function saveIfAny(changes: Parameters<AlertStore["save"]>[0], at: EpochMs): Promise<void> {
    const { saved, dropped, plan } = changes;
    if (saved.length + dropped.length + plan.messages.length + plan.replaced.length === 0) return;
    try {
      await store.save(changes, at);
    } catch (error) {
      [isUnsure, nextAt] = [true, null];
      throw error;
    }
    onStored();
  }

  let looking: Promise<void> | null = null;
  let isWanted = false;
  async function lookWhileWanted(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      await lookOnce();
    }
  }
  function look(): Promise<void> {
    isWanted = true;
    looking ??= lookWhileWanted().finally(() => {
      looking = null;
    });
    return looking;
  }
  return {
    look,
    async showAgain() {
      if (judgedIn !== null) return;
      shownAt = Number.NEGATIVE_INFINITY;
      await look();
    },
    adopt(stored) {
      open = new Map([...open, [alertKey(stored.alert), stored]]);
    },
    nextAt: () => nextAt,
    isJudge: () => judgedIn !== null,
    open: () => open,
  };
}

function neverFired({ closed }: Advance): string[] {
  return closed.filter(({ state }) => state === "pending").map(({ id }) => id);
}

/** What ended long ago is neither said any more nor part of any flapping. */
function stillSpeakable(ended: readonly StoredAlert[], now: EpochMs): StoredAlert[] {
  return ended.filter(({ alert }) => (alert.resolvedAt ?? now) > now - SPEAKABLE_MS);
}
