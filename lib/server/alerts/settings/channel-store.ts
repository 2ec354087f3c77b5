import "server-only";
import type { Kysely } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ConfiguredChannel } from "../../configuration/alerts/configured-alerts";
import { registerSecret } from "../../redaction/secrets";
import { conflict, notFound } from "../../refusal";
import type { SecretBox } from "../../secret-box/secret-box";
import { channelSecrets } from "../channels/channel-secrets";
import type { AlertTables } from "../store/schema";
import { type Channel, type ChannelState, splitSettings, UNREADABLE, UNTRIED } from "./channel";
import { deleteChannel, insertChannel, readChannels, updateChannel } from "./channel-rows";
import { createChannelStates } from "./channel-states";

export interface ListedChannel {
  channel: Channel;
  state: ChannelState;
}

/** The channels of clusterdeck.yaml and of the browser, and how they fare. Throws refusals. */
export interface ChannelStore {
  load(): Promise<void>;
  /** Takes these for the channels of clusterdeck.yaml from now on. */
  setConfigured(configured: readonly ConfiguredChannel[]): Promise<void>;
  list(): readonly ListedChannel[];
  find(id: string): ListedChannel | null;
  add(channel: Channel, now: EpochMs): Promise<ListedChannel>;
  /** Sets what is given. Other settings than before are tried anew, whatever had become of the channel. */
  change(id: string, change: Partial<Omit<Channel, "id" | "kind" | "source">>): Promise<ListedChannel>;
  /** `because` says who switched it off; `null` switches it on again. One that the file has can be switched off as well. */
  disable(id: string, because: string | null): Promise<ListedChannel>;
  remove(id: string): Promise<Channel>;
  note(id: string, failure: { reason: string; disables: boolean } | null, at: EpochMs): Promise<boolean>;
}

interface Options {
  db: Kysely<AlertTables>;
  configured: readonly ConfiguredChannel[];
  box: SecretBox;
}

export function createChannelStore({ db, configured, box }: Options): ChannelStore {
  const states = createChannelStates(db, box);
  let ofFile = configured.map(channelOfFile);
  let channels: readonly Channel[] = ofFile;

  async function load(): Promise<void> {
    const fileIds = new Set(ofFile.map(({ id }) => id));
    // Whoever takes the id of a channel into the file means the file's.
    const stored = (await readChannels(db, box)).filter(({ id }) => !fileIds.has(id));
    channels = [...ofFile, ...stored];
    for (const channel of channels) registerSecrets(channel);
    await states.load(channels);
  }

  function find(id: string): ListedChannel | null {
    const channel = channels.find((one) => one.id === id);
    return channel === undefined ? null : listed(channel);
  }

  function listed(channel: Channel): ListedChannel {
    const state = states.of(channel.id);
    return {
      channel,
      state: channel.secrets === null ? { ...state, disabledBecause: state.disabledBecause ?? UNREADABLE } : state,
    };
  }

  function require(id: string): Channel {
    const found = find(id);
    if (found === null) throw notFound("There is no channel with this id.");
    return found.channel;
  }

  function requireOwn(id: string): Channel {
    const channel = require(id);
    if (channel.source === "file") throw conflict(`The channel ${id} is in clusterdeck.yaml. Change it there.`);
    if (channel.source === "demo") throw conflict(`The channel ${id} is the demo's own, and stays as it is.`);
    return channel;
  }

  return {
    load,
    async setConfigured(next) {
      ofFile = next.map(channelOfFile);
      await load();
    },
    list: () => channels.map(listed),
    find,
    async add(channel, now) {
      registerSecrets(channel);
      if (ofFile.some(({ id }) => id === channel.id) || !(await insertChannel(db, box, channel, now)))
        throw conflict(`There is a channel with the id ${channel.id} already. Choose another id.`);
      await load();
      return listed(channel);
    },
    async change(id, change) {
      const before = requireOwn(id);
      const after = { ...before, ...change };
      registerSecrets(after);
      await updateChannel(db, box, after);
      await load();
      return listed(after);
    },
    async disable(id, because) {
      const channel = require(id);
      const state = states.of(id);
      if (because === null) await states.set(channel, { ...UNTRIED, lastDeliveryAt: state.lastDeliveryAt });
      else await states.set(channel, { ...state, disabledBecause: because, failingSince: null });
      return listed(channel);
    },
    async remove(id) {
      const channel = requireOwn(id);
      await deleteChannel(db, id);
      await load();
      return channel;
    },
    async note(id, failure, at) {
      const found = find(id);
      return found === null ? false : states.note(found.channel, failure, at);
    },
  };
}

function channelOfFile({ settings, isDemo, ...channel }: ConfiguredChannel): Channel {
  return {
    ...channel,
    ...splitSettings(channel.kind, settings),
    source: isDemo ? "demo" : "file",
    isPerAlert: channel.kind.isPerAlert,
  };
}

function registerSecrets({ kind, secrets }: Channel): void {
  for (const secret of channelSecrets(kind, secrets ?? {})) registerSecret(secret);
}
