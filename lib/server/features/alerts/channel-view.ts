import "server-only";
import type { Channel as ChannelView } from "@/lib/contract/alerts/alert-channels";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { ListedChannel } from "../../alerts/settings/channel-store";

const SHOWN_OF_SECRET = 4;
/** In a shorter secret, four characters would be a large part. */
const MIN_SECRET_LENGTH_SHOWN = 16;

/** A channel without what is secret about it. */
export function channelView({ channel, state }: ListedChannel): ChannelView {
  const { id, kind, label, settings, minSeverity, rules, accounts, show, source } = channel;
  const { disabledBecause, failingSince, failure, lastDeliveryAt } = state;
  return {
    ...{ id, type: kind.id, label, settings: { ...settings }, secret: endingOf(channel), minSeverity, show, source },
    rules: rules === null ? null : [...rules],
    accounts: accounts === null ? null : [...accounts],
    state: disabledBecause !== null ? "disabled" : failingSince !== null ? "failing" : "ok",
    problem: disabledBecause ?? (failingSince === null ? null : failure),
    lastDeliveryAt: lastDeliveryAt === null ? null : isoTime(lastDeliveryAt),
  };
}

/** The end of the first secret that its kind names, which tells two channels of a kind apart. */
function endingOf({ kind, secrets }: ListedChannel["channel"]): string | null {
  for (const name of kind.secrets) {
    const secret = secrets?.[name];
    if (typeof secret !== "string") continue;
    return secret.length < MIN_SECRET_LENGTH_SHOWN ? null : `…${secret.slice(-SHOWN_OF_SECRET)}`;
  }
  return null;
}
