import "server-only";
import { randomUUID } from "node:crypto";
import type { Alert } from "@/lib/domain/alerts/alert";
import type { FactsByRule } from "@/lib/domain/alerts/condition";
import { serverSubject } from "@/lib/domain/alerts/conditions/subjects";
import { isRouted } from "@/lib/domain/alerts/messages/wants";
import { alertKey, type Severity } from "@/lib/domain/alerts/rule";
import { silenceAt } from "@/lib/domain/alerts/silence";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { StoreProblem } from "../store/store-handle";
import type { AlertEngine, AlertSettings } from "./engine";
import type { StoredAlert } from "./store/alert-rows";
import type { AlertStore } from "./store/alert-store";
import type { ToldMessage } from "./store/save-messages";

/** Whoever does not take it is tried again after this. */
const AGAIN_AFTER_MS = 30 * SECOND_MS;
const SUBJECT = serverSubject("history");
const LABEL = "The history";
const KEY = alertKey({ rule: "history-not-written", subject: SUBJECT });

interface Options {
  store: Pick<AlertStore, "saveTold">;
  engine: Pick<AlertEngine, "open" | "adopt">;
  settings: () => AlertSettings;
  /** Why the history is not written, which says best what is wrong; `null` if it is written. */
  problem: () => StoreProblem | null;
  /** Sends a message about this alert at once; resolves with whether it was taken. */
  send: (message: ToldMessage, alert: StoredAlert) => Promise<boolean>;
  onError: (error: unknown) => void;
  now: () => EpochMs;
}

/**
 * Says that nothing can be stored, which no stored alert can say: the one exception to the rule that an alert is stored before it is sent.
 * After a restart it may be said again.
 */
export interface UnstoredAlert {
  /** To be called each time that alerts could not be stored, with a sentence that says why. Waits for no channel. */
  note(detail: string): void;
  /** To be called before alerts are stored: makes a stored alert of what was said, so that its end is said like that of any other. */
  handOver(): Promise<void>;
  /** To be called once alerts were stored: if they cannot be another time, that is another alert. */
  forget(): void;
}

export function createUnstoredAlert(options: Options): UnstoredAlert {
  const { store, engine, settings, problem, send, onError, now } = options;
  let since: EpochMs | null = null;
  let unstored: StoredAlert | null = null;
  let told: ToldMessage[] = [];
  /** The latest try of each channel; the message keeps its id over all of them. */
  const tried = new Map<string, ToldMessage>();

  async function tell(channelId: string, about: StoredAlert): Promise<void> {
    const message = { id: tried.get(channelId)?.id ?? randomUUID(), channelId, at: now() };
    tried.set(channelId, message);
    if ((await send(message, about)) && unstored === about) told.push(message);
  }

  function isDue(channelId: string): boolean {
    const at = tried.get(channelId)?.at;
    const isTold = told.some((message) => message.channelId === channelId);
    return !isTold && (at === undefined || now() < at || now() - at >= AGAIN_AFTER_MS);
  }

  return {
    note(detail) {
      const at = now();
      const { rules, channels, silences, timing } = settings();
      const { enabled, severity, forMs } = rules["history-not-written"];
      since = Math.min(since ?? at, at);
      if (!enabled || engine.open().has(KEY) || at - since < forMs + timing.groupWaitMs) return;
      const facts = { detail: problem()?.detail ?? detail, since };
      unstored ??= { alert: unstoredAlert(severity, facts, at), label: LABEL, usdMicrosSoFar: null };
      const about = unstored;
      if (silenceAt(about.alert, silences, at) !== null) return;
      const due = channels.filter((channel) => isRouted(about.alert, channel) && isDue(channel.id));
      for (const { id } of due) tell(id, about).catch(onError);
    },
    async handOver() {
      if (unstored === null || told.length === 0) return;
      const stored = [...told];
      if (await store.saveTold(unstored, stored)) engine.adopt(unstored);
      told = told.filter((message) => !stored.includes(message));
    },
    forget() {
      [since, unstored, told] = [null, null, []];
      tried.clear();
    },
  };
}

function unstoredAlert(severity: Severity, facts: FactsByRule["history-not-written"], at: EpochMs): Alert {
  return {
    ...{ id: randomUUID(), rule: "history-not-written", subject: SUBJECT, severity, facts },
    ...{ state: "firing", pendingSince: facts.since, firingSince: facts.since, resolvedAt: null, clearSince: null },
    ...{ evidenceAt: at, readings: 1, heldBy: null, releasedAt: null },
  };
}
