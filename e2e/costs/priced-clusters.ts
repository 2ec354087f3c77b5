import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { lastRecorded } from "./last-recorded";
import { createPricedFake, type ToldPrices } from "./priced-fake";
import type { PriceSchedule } from "./rising-prices";
import type { Recording } from "./start-recording";

export interface ToldPoll extends ToldPrices {
  /** When the recording process read it; `null` if it was not recorded, or not yet. */
  readAt: EpochMs | null;
}

export interface PricedClusters {
  environment: Record<string, string>;
  told: readonly ToldPoll[];
  /** Answers the polls of this process from now on. */
  follow(recording: Recording): void;
  nextPoll(): Promise<unknown>;
  /** To be called once the last process has ended. */
  close(): Promise<void>;
}

/** How often a poll that is not answered yet looks whether it may be. */
const LOOK_EVERY_MS = 10;

/**
 * An account with clusters whose prices follow these schedules, by name. Answers no poll before the one before it is
 * recorded in this folder, so that a process that is killed has only one in flight, however slow the machine is.
 */
export async function servePricedClusters(
  schedules: Record<string, PriceSchedule>,
  dataDir: string,
): Promise<PricedClusters> {
  const { fake, tell } = createPricedFake(schedules);
  const told: ToldPoll[] = [];
  const polls = new EventEmitter();
  let recording: Recording | null = null;
  let toldBefore = 0;

  const answerPoll = () => {
    told.push({ ...tell(), readAt: null });
    polls.emit("poll");
  };
  const noteRecorded = () => {
    const latest = told.at(-1);
    const readAt = latest === undefined ? null : lastRecorded(dataDir);
    if (latest !== undefined && readAt !== null && readAt >= latest.toldAt) latest.readAt = readAt;
  };
  const mayAnswer = () => {
    if (!recording?.isHistoryOpen()) return false;
    noteRecorded();
    return told.length === toldBefore || told.at(-1)?.readAt !== null;
  };
  const handle = async (request: Request) => {
    if (request.url.endsWith("/clusters")) {
      while (!mayAnswer()) {
        await sleep(LOOK_EVERY_MS);
        request.signal.throwIfAborted();
      }
      answerPoll();
    }
    return fake.handle(request);
  };
  const served = await serveFakes({ fakes: { shadeform: { ...fake, handle } }, port: 0 });
  return {
    environment: { SHADEFORM_API_KEY: fake.apiKey, SHADEFORM_BASE_URL: served.urlOf("shadeform") },
    told,
    follow: (next) => {
      recording = next;
      toldBefore = told.length;
    },
    nextPoll: () => once(polls, "poll"),
    close: async () => {
      noteRecorded();
      await served.close();
    },
  };
}
