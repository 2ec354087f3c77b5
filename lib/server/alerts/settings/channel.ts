import "server-only";
import type { Routing } from "@/lib/domain/alerts/messages/message-plan";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ChannelKind } from "../channels/channel-kind";
import type { ChannelSettings } from "../channels/channel-settings";
import type { Show } from "../message/channel-message";

/** Where people are told, of what, and how much. */
export interface Channel extends Routing {
  kind: ChannelKind;
  label: string;
  show: Show;
  source: "settings" | "file" | "demo";
  /** Without the secrets. */
  settings: ChannelSettings;
  /** `null` if they were sealed with another key than today's. */
  secrets: ChannelSettings | null;
}

/** How a channel fares. */
export interface ChannelState {
  /** Why nothing is sent to it any more; `null` while something is. */
  disabledBecause: string | null;
  /** Since when every attempt has failed; `null` if the latest one did not. */
  failingSince: EpochMs | null;
  /** A sentence: how the latest attempt failed. */
  failure: string | null;
  lastDeliveryAt: EpochMs | null;
}

export const UNTRIED: ChannelState = { disabledBecause: null, failingSince: null, failure: null, lastDeliveryAt: null };

export const UNREADABLE =
  "Its secrets were sealed with another key than the one that this server has. Enter them again, or give the server its old key back.";

/** All settings of a channel; `null` if its secrets cannot be read. */
export function wholeSettings({ settings, secrets }: Channel): ChannelSettings | null {
  return secrets === null ? null : { ...settings, ...secrets };
}

/** The settings of a channel, with the secrets apart. */
export function splitSettings(
  { secrets: names }: Pick<ChannelKind, "secrets">,
  settings: ChannelSettings,
): { settings: ChannelSettings; secrets: ChannelSettings } {
  const [secret, open] = [new Map<string, unknown>(), new Map<string, unknown>()];
  for (const [name, value] of Object.entries(settings)) (names.includes(name) ? secret : open).set(name, value);
  return { settings: Object.fromEntries(open), secrets: Object.fromEntries(secret) };
}
