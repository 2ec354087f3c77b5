import "server-only";
import { DEFAULT_RULES, type RuleId, type RuleSettings } from "@/lib/domain/alerts/rule";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ConfiguredAlerts } from "../../configuration/alerts/configured-alerts";
import type { Configuration } from "../../configuration/configuration";
import type { Hints } from "../../coordination/hints";
import { openSecretBox } from "../../secret-box/open-secret-box";
import type { Store } from "../../store/open-database";
import type { AlertConfiguration } from "../alert-configuration";
import type { AlertSettings } from "../engine";
import type { AlertTables } from "../store/schema";
import { wholeSettings } from "./channel";
import { type ChannelStore, createChannelStore, type ListedChannel } from "./channel-store";
import { createRuleStore, type RuleStore } from "./stored-rules";
import { createSilenceStore, type SilenceStore } from "./stored-silences";

/** What alerts are judged, told and sent by, and how people change it. Each change is told to the listeners of `onChange`. */
export interface EditableAlertConfiguration extends AlertConfiguration {
  channels: Omit<ChannelStore, "load" | "note" | "setConfigured">;
  rules: Omit<RuleStore, "load" | "setConfigured">;
  silences: Omit<SilenceStore, "load" | "setConfigured">;
  /** The channels that messages should reach: all but those that somebody switched off. */
  channelsInUse(): string[];
  /** Takes this for what clusterdeck.yaml says from now on. */
  setConfigured(configured: ConfiguredAlerts): Promise<void>;
  /** Reads again what is stored: another server may share the database. Tells the listeners only if something differs. */
  reload(): Promise<void>;
}

interface Options {
  store: Store;
  configuration: Pick<Configuration, "alerts" | "secretKey">;
  hints: Pick<Hints, "tell">;
  now: () => EpochMs;
}

/** What clusterdeck.yaml says of alerts, and what is stored. Throws if the key that seals secrets can be neither read nor made. */
export async function openAlertConfiguration({
  store,
  configuration,
  hints,
  now,
}: Options): Promise<EditableAlertConfiguration> {
  const { secretKey } = configuration;
  let configured = configuration.alerts;
  const db = store.db.withTables<AlertTables>();
  const startedAt = now();
  const box = openSecretBox(secretKey);
  const channels = createChannelStore({ db, configured: configured.channels, box });
  const rules = createRuleStore(db, configured.rules);
  const silences = createSilenceStore(db, configured.silences, now);
  const listeners: (() => void)[] = [];
  const load = async () => {
    await Promise.all([channels.load(), rules.load(), silences.load()]);
  };
  // The same objects until something changes: what was judged by them holds until then.
  let settings: Pick<AlertSettings, "rules" | "channels"> | null = null;
  const read = () => ({ rules: byRule(rules), channels: channels.list().filter(isOpen).map(routingOf) });
  const tell = () => {
    settings = null;
    for (const listener of listeners) listener();
  };
  const fingerprint = () => JSON.stringify([fingerprintOf(channels), rules.list(), silences.list()]);
  /** Tells the listeners only if something differs, since this happens with each message, or every few seconds. */
  const readAgain = async (read: () => Promise<void>) => {
    const before = fingerprint();
    await read();
    if (fingerprint() !== before) tell();
  };
  const sendable = async (channelId: string) => {
    const found = channels.find(channelId);
    const settings = found !== null && isOpen(found) ? wholeSettings(found.channel) : null;
    if (found === null || settings === null) return null;
    const { kind, show } = found.channel;
    return { kind, settings, show };
  };
  let latest: Promise<unknown> = Promise.resolve();
  /** After the changes that have begun, so that none reads what another is just changing. */
  const afterOthers = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const result = latest.then(task);
    latest = result.catch(() => {});
    return result;
  };
  /** The same call, after those before it. Tells the listeners once it is done. */
  const inTurn =
    <Given extends unknown[], Result>(change: (...given: Given) => Promise<Result>) =>
    (...given: Given): Promise<Result> => {
      const result = afterOthers(() => change(...given));
      latest = result.then(tell, () => {});
      return result;
    };
  /** The same for a change of what is stored, which other servers are to read. */
  const stored = <Given extends unknown[], Result>(change: (...given: Given) => Promise<Result>) =>
    inTurn(async (...given: Given) => {
      const result = await change(...given);
      hints.tell("alerts");
      return result;
    });
  await load();
  return {
    current: () => {
      settings ??= read();
      return { ...settings, silences: silences.windows(), timing: configured.timing };
    },
    sendable,
    async latestSendable(channelId) {
      // No other process has a folder that this one has.
      if (store.dialect === "postgres") await afterOthers(() => readAgain(channels.load));
      return sendable(channelId);
    },
    async noteAttempt(channelId, failure, at) {
      if (await afterOthers(() => channels.note(channelId, failure, at))) tell();
    },
    failing: () => channels.list().flatMap((one) => failureOf(one, startedAt)),
    channelsInUse: () => channels.list().flatMap((one) => (isSwitchedOff(one) ? [] : one.channel.id)),
    channelLabel: (channelId) => channels.find(channelId)?.channel.label ?? null,
    onChange: (listener) => listeners.push(listener),
    reload: () => afterOthers(() => readAgain(load)),
    setConfigured: inTurn(async (next: ConfiguredAlerts) => {
      configured = next;
      rules.setConfigured(next.rules);
      silences.setConfigured(next.silences);
      await channels.setConfigured(next.channels);
    }),
    channels: {
      list: channels.list,
      find: channels.find,
      add: stored(channels.add),
      change: stored(channels.change),
      disable: stored(channels.disable),
      remove: stored(channels.remove),
    },
    rules: { list: rules.list, set: stored(rules.set) },
    silences: {
      list: silences.list,
      windows: silences.windows,
      add: stored(silences.add),
      end: stored(silences.end),
    },
  };
}

function byRule(rules: RuleStore): Record<RuleId, RuleSettings> {
  const set = { ...DEFAULT_RULES };
  for (const { rule, source: _, ...settings } of rules.list()) set[rule] = settings;
  return set;
}

/** Of all that messages depend on. It holds secrets. */
function fingerprintOf(channels: ChannelStore): string {
  return JSON.stringify(
    channels.list().map(({ channel: { kind, ...channel }, state: { lastDeliveryAt: _, ...state } }) => {
      return [kind.id, channel, state];
    }),
  );
}

function isOpen({ state }: ListedChannel): boolean {
  return state.disabledBecause === null;
}

function routingOf({ channel: { id, minSeverity, rules, accounts, isPerAlert } }: ListedChannel) {
  return { id, minSeverity, rules, accounts, isPerAlert };
}

/** One that somebody switched off is not expected to work; one whose secrets cannot be read is. */
function failureOf(listed: ListedChannel, startedAt: EpochMs) {
  const { id, label } = listed.channel;
  const { failingSince, failure, disabledBecause } = listed.state;
  const failing = { channelId: id, label, isDisabled: disabledBecause !== null };
  if (failingSince !== null) return [{ ...failing, since: failingSince, detail: failure ?? "" }];
  if (isSwitchedOff(listed) || disabledBecause === null) return [];
  return [{ ...failing, since: startedAt, detail: disabledBecause }];
}

/** By a person, not because it failed or its secrets cannot be read. */
function isSwitchedOff({ channel: { secrets }, state }: ListedChannel): boolean {
  return state.disabledBecause !== null && state.failingSince === null && secrets !== null;
}
