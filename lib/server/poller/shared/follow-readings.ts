import "server-only";
import type { AccountLoop } from "../account-loop";
import type { SharedReadings, Version } from "./shared-readings";

interface Following {
  readings: SharedReadings;
  /** The loops of the accounts that this server has at the time. */
  loops: () => ReadonlyMap<string, Pick<AccountLoop, "isLeading" | "follow" | "refreshIfOlder">>;
  /** Called after another server has read some account, with whether anything but times has changed. */
  onRead: (hasChanged: boolean) => void;
}

/** What a loop shows: another loop of the same account has yet to be told. */
interface Shown extends Version {
  loop: unknown;
}

/**
 * Looks at what the servers that poll have written, and has the loops of this one show it; those that poll themselves learn whether
 * a poll is wanted. One small statement for all accounts, and one transaction for each that was read since.
 */
export function createReadingFollower({ readings, loops, onRead }: Following): () => Promise<void> {
  const shown = new Map<string, Shown>();

  return async () => {
    let isRead = false;
    let hasChanged = false;
    for (const { accountId, refreshWantedAt, ...version } of await readings.versions()) {
      const loop = loops().get(accountId);
      if (loop === undefined || loop.isLeading()) shown.delete(accountId);
      if (loop?.isLeading() && refreshWantedAt !== null) loop.refreshIfOlder(refreshWantedAt);
      if (loop === undefined || loop.isLeading() || isSame(shown.get(accountId), { ...version, loop })) continue;
      const latest = await readings.read(accountId);
      // What this server cannot read is not read again before there is something else.
      shown.set(accountId, { ...(latest?.version ?? version), loop });
      if (latest === null) continue;
      loop.follow(latest.state);
      isRead = true;
      hasChanged ||= latest.hasChanged;
    }
    if (isRead) onRead(hasChanged);
  };
}

function isSame(one: Shown | undefined, other: Shown): boolean {
  return one !== undefined && one.loop === other.loop && one.epoch === other.epoch && one.seq === other.seq;
}
