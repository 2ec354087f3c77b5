import "server-only";
import { randomUUID } from "node:crypto";
import { advance } from "@/lib/domain/alerts/advance";
import type { Alert } from "@/lib/domain/alerts/alert";
import { judge, type Situation } from "@/lib/domain/alerts/conditions/judge";
import { findFlapping } from "@/lib/domain/alerts/flapping";
import type { MessageTiming, Routing } from "@/lib/domain/alerts/messages/message-plan";
import { planMessages } from "@/lib/domain/alerts/messages/plan-messages";
import { alertKey, type RuleId, type RuleSettings } from "@/lib/domain/alerts/rule";
import type { SilenceWindow } from "@/lib/domain/alerts/silence";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { StoredAlert } from "./store/alert-rows";
import type { AlertStore } from "./store/alert-store";

/** What alerts are judged and told by, as it is set at the moment. */
export interface AlertSettings {
  rules: Readonly<Record<RuleId, RuleSettings>>;
  channels: readonly Routing[];
  silences: readonly SilenceWindow[];
  timing: MessageTiming;
}

interface EngineOptions {
  store: AlertStore;
  settings: () => AlertSettings;
  situation: () => Situation;
  /** What an alert's subject is called, and what it has cost since the alert began. */
  describe: (alert: Alert) => Pick<StoredAlert, "label" | "usdMicrosSoFar">;
  /** Called when messages were stored that are to be sent. */
  onMessages: () => void;
  now: () => EpochMs;
}

export interface AlertEngine {
  /** Looks at the fleet once. Looks that are asked for meanwhile become one. */
  look(): Promise<void>;
  /** When to look again even if nothing changes; `null` for never. */
  nextAt(): EpochMs | null;
  /** The open alerts, by `alertKey`. */
  open(): ReadonlyMap<string, StoredAlert>;
}

/** Goes on with the alerts that were open when the server ended: see `AlertStore`. */
export async function startAlertEngine(options: EngineOptions): Promise<AlertEngine> {
  const { store, settings, situation, describe, onMessages, now } = options;
  const speakable = await store.speakable(now());
  let open = new Map(
    speakable.filter(({ alert }) => alert.state !== "resolved").map((one) => [alertKey(one.alert), one]),
  );
  let ended = speakable.filter(({ alert }) => alert.state === "resolved");
  let nextAt: EpochMs | null = null;

  async function lookOnce(): Promise<void> {
    const at = now();
    const { rules, channels, silences, timing } = settings();
    const before = new Map([...open].map(([key, { alert }]) => [key, alert]));
    const step = advance(before, judge(situation(), rules, at), { rules, now: at, newId: randomUUID });
    const described = (alert: Alert): StoredAlert => ({ alert, ...describe(alert) });
    const nextOpen = new Map([...step.open].map(([key, alert]) => [key, described(alert)]));
    const resolved = step.closed.filter(({ state }) => state === "resolved").map(described);
    const nextEnded = [...ended, ...resolved];
    const alerts = [...nextOpen.values(), ...nextEnded].map(({ alert }) => alert);
    const spoken = await store.spoken(alerts.filter(({ firingSince }) => firingSince !== null).map(({ id }) => id));
    const plan = planMessages({ alerts, spoken, silences, channels, timing, now: at, flapping: flappingOf(alerts) });
    const saved = [
      ...[...nextOpen].flatMap(([key, one]) => (isWorthSaving(open.get(key), one) ? [one] : [])),
      ...resolved,
    ];
    const dropped = step.closed.filter(({ state }) => state === "pending").map(({ id }) => id);
    if (saved.length + dropped.length + plan.messages.length + plan.replaced.length > 0) {
      await store.save({ saved, dropped, plan }, at);
    }
    [open, ended, nextAt] = [nextOpen, nextEnded, plan.nextAt];
    if (plan.messages.length > 0) onMessages();
  }

  let looking: Promise<void> | null = null;
  let isWanted = false;
  async function lookWhileWanted(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      await lookOnce();
    }
  }
  return {
    look() {
      isWanted = true;
      looking ??= lookWhileWanted().finally(() => {
        looking = null;
      });
      return looking;
    },
    nextAt: () => nextAt,
    open: () => open,
  };
}

/** What each poll moves, such as the time of the evidence, is no reason to write. */
function isWorthSaving(before: StoredAlert | undefined, { alert, label }: StoredAlert): boolean {
  if (before === undefined || before.label !== label) return true;
  const { state, severity, heldBy, firingSince, clearSince, pendingSince } = before.alert;
  return (
    state !== alert.state ||
    severity !== alert.severity ||
    heldBy !== alert.heldBy ||
    firingSince !== alert.firingSince ||
    clearSince !== alert.clearSince ||
    pendingSince !== alert.pendingSince
  );
}

/** By key: when its alerts began and ended. */
function flappingOf(alerts: readonly Alert[]) {
  const byKey = Map.groupBy(alerts, alertKey);
  return new Map(
    [...byKey].map(([key, ofKey]) => {
      const times = ofKey.flatMap(({ firingSince, resolvedAt }) => [firingSince ?? [], resolvedAt ?? []].flat());
      return [key, findFlapping(times.sort((one, other) => one - other))] as const;
    }),
  );
}
