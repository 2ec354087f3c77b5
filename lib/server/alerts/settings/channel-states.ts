import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { SecretBox } from "../../secret-box/secret-box";
import { channelStateOwner } from "../store/alert-part";
import type { AlertTables } from "../store/schema";
import { type Channel, type ChannelState, UNTRIED, wholeSettings } from "./channel";

/** How each channel fares, kept over restarts. */
interface ChannelStates {
  /** What is stored of them; what was said of other settings says nothing of these. */
  load(channels: readonly Channel[]): Promise<void>;
  of(channelId: string): ChannelState;
  /** Returns whether messages may be planned otherwise now. */
  note(channel: Channel, failure: { reason: string; disables: boolean } | null, at: EpochMs): Promise<boolean>;
  set(channel: Channel, state: ChannelState): Promise<void>;
}

export function createChannelStates(db: Kysely<AlertTables>, box: SecretBox): ChannelStates {
  let states: ReadonlyMap<string, ChannelState> = new Map();

  async function write(to: Kysely<AlertTables>, channel: Channel, state: ChannelState): Promise<void> {
    const about = box.seal(aboutOf(channel), channelStateOwner(channel.id));
    await to
      .insertInto("alertChannelState")
      .values({ id: channel.id, about, ...state })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ about, ...state }))
      .execute();
  }

  function remember(channel: Channel, state: ChannelState): void {
    states = new Map([...states, [channel.id, state]]);
  }

  function isAbout(sealed: string, channel: Channel): boolean {
    return box.open(sealed, channelStateOwner(channel.id)) === aboutOf(channel);
  }

  /** What is stored of it. Nobody else writes that until the transaction has ended, since its row has been written. */
  async function lockState(transaction: Transaction<AlertTables>, channel: Channel): Promise<ChannelState> {
    const { id, about, ...state } = await transaction
      .insertInto("alertChannelState")
      .values({ id: channel.id, about: box.seal(aboutOf(channel), channelStateOwner(channel.id)), ...UNTRIED })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ id: channel.id }))
      .returningAll()
      .executeTakeFirstOrThrow();
    return isAbout(about, channel) ? state : UNTRIED;
  }

  return {
    async load(channels) {
      const rows = await db.selectFrom("alertChannelState").selectAll().execute();
      const byId = new Map(channels.map((channel) => [channel.id, channel]));
      states = new Map(
        rows.flatMap(({ id, about, ...state }) => {
          const channel = byId.get(id);
          return channel !== undefined && isAbout(about, channel) ? [[id, state]] : [];
        }),
      );
    },
    of: (channelId) => states.get(channelId) ?? UNTRIED,
    async note(channel, failure, at) {
      const known = states.get(channel.id) ?? UNTRIED;
      const after = await db.transaction().execute(async (transaction) => {
        const before = await lockState(transaction, channel);
        const now = failure === null ? delivered(before, at) : failed(before, failure, at);
        await write(transaction, channel, now);
        return now;
      });
      remember(channel, after);
      return known.disabledBecause !== after.disabledBecause || known.failingSince !== after.failingSince;
    },
    async set(channel, state) {
      await write(db, channel, state);
      remember(channel, state);
    },
  };
}

function failed(
  before: ChannelState,
  { reason, disables }: { reason: string; disables: boolean },
  at: EpochMs,
): ChannelState {
  return {
    ...before,
    disabledBecause: disables ? reason : before.disabledBecause,
    // The clock may have been set back.
    failingSince: Math.min(before.failingSince ?? at, at),
    failure: reason,
  };
}

/** A channel that is not to be tried stays so, even if a message that was on its way arrives. */
function delivered(before: ChannelState, at: EpochMs): ChannelState {
  if (before.disabledBecause !== null) return { ...before, lastDeliveryAt: at };
  return { ...UNTRIED, lastDeliveryAt: at };
}

function aboutOf(channel: Channel): string {
  return JSON.stringify([channel.kind.id, wholeSettings(channel)]);
}
