import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Hints } from "../../coordination/hints";
import type { StoreHandle } from "../../store/store-handle";
import type { Sharing } from "../poll-state";
import type { Poller } from "../poller";
import { createReadingFollower } from "./follow-readings";
import { createLatestReading } from "./latest-reading";
import { createReadingWriter, READINGS_TOPIC } from "./share-readings";
import type { SharedReadings } from "./shared-readings";

interface Surroundings {
  readings: StoreHandle<SharedReadings>;
  hints: Hints;
  /** Resolves once the history has what was read of this account, so that no server shows what costs do not know yet. */
  recorded: (accountId: string) => Promise<void>;
  log: Logger;
}

export interface OpenSharing extends Sharing {
  /** Shows from now on what others read. `onRead` is called after others have read accounts, with whether anything but times has changed. */
  follow(poller: Pick<Poller, "accounts">, onRead: (hasChanged: boolean) => void): void;
  /** Resolves once nothing is being written any more. */
  idle(): Promise<void>;
  /** Shows nothing more of what others read. */
  stop(): void;
}

export function openSharing({ readings, hints, recorded, log }: Surroundings): OpenSharing {
  const writer = createReadingWriter({ readings, hints, recorded, log });
  let unfollow = () => {};
  return {
    latest: createLatestReading({
      ...{ readings, log, sleep: (durationMs, signal) => sleep(durationMs, undefined, { signal }) },
    }),
    share: writer.write,
    written: writer.written,
    wantRefresh: (accountId, at) => {
      const wanted = readings.current()?.wantRefresh(accountId, at) ?? Promise.resolve();
      wanted.then(
        () => hints.tell(READINGS_TOPIC),
        (error: unknown) =>
          log.warn({ err: error, account: accountId }, "No other server could be asked for a reading"),
      );
    },
    follow: (poller, onRead) => {
      const loops = () => new Map([...poller.accounts].map(([id, { loop }]) => [id, loop]));
      readings.whenOpen((opened) => {
        const look = createReadingFollower({ readings: opened, loops, onRead });
        unfollow = hints.follow(READINGS_TOPIC, look);
        // What fails now is looked at again in a moment.
        look().catch(() => undefined);
      });
    },
    idle: writer.idle,
    stop: () => unfollow(),
  };
}
