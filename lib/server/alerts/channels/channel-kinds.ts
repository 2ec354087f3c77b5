import "server-only";
import type { ChannelKind } from "./channel-kind";
import { discord } from "./discord";
import { email } from "./email";
import { ntfy } from "./ntfy";
import { pagerduty } from "./pagerduty";
import { slack } from "./slack";
import { teams } from "./teams";
import { telegram } from "./telegram";
import { webhook } from "./webhook";
import { webpush } from "./webpush";

/** Every service that people can be told through. */
export const CHANNEL_KINDS: readonly ChannelKind[] = [
  ...[webhook, slack, discord, teams, telegram, ntfy, pagerduty, email, webpush],
];

export function channelKindOf(id: string): ChannelKind | null {
  return CHANNEL_KINDS.find((kind) => kind.id === id) ?? null;
}
