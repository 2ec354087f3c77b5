import "server-only";
import type { ChannelKind } from "./channel-kind";
import type { ChannelSettings } from "./channel-settings";

/** A shorter path, such as "/hook", is no secret, and stands in other addresses too. */
const MIN_SECRET_PATH_LENGTH = 16;

/** Every text in a channel's settings that must not appear in a log. */
export function channelSecrets({ secrets }: Pick<ChannelKind, "secrets">, settings: ChannelSettings): string[] {
  return secrets.flatMap((name) => {
    const value = settings[name];
    return typeof value === "string" ? spellingsOf(value) : [];
  });
}

/** A secret as it was entered and, if it is an address, as errors may spell it: normalised, or without its host. */
export function spellingsOf(secret: string): string[] {
  if (!URL.canParse(secret) || !/^https?:/i.test(secret)) return [secret];
  const { href, pathname, search } = new URL(secret);
  const path = `${pathname}${search}`;
  return [secret, href, ...(path.length < MIN_SECRET_PATH_LENGTH ? [] : [path])];
}
