import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { createShadeformFake } from "@/lib/server/providers/shadeform/fake/fake";
import { H100_X8 } from "@/lib/server/providers/shadeform/fake/machines";
import { running } from "@/lib/server/providers/shadeform/fake/stories";
import type { Recording } from "../costs/start-recording";

/** How often a poll that is not answered yet looks whether it may be. */
const LOOK_EVERY_MS = 10;

export interface BrokenClusters {
  environment: Record<string, string>;
  /** The names of the clusters that are broken from now on; all others are well. */
  breakOnly(names: readonly string[]): void;
  /** Answers the polls of this process from now on, once its alerts are judged: on a slow machine the first would be lost. */
  follow(server: Pick<Recording, "isHistoryOpen">): void;
  nextPoll(): Promise<unknown>;
  close(): Promise<void>;
}

/** An account with clusters of these names, which break when they are told to. */
export async function serveBrokenClusters(names: readonly string[]): Promise<BrokenClusters> {
  const startedAt = Date.now();
  const fake = createShadeformFake({ now: Date.now, startedAt });
  const polls = new EventEmitter();
  let broken: readonly string[] = [];
  let server: Pick<Recording, "isHistoryOpen"> | null = null;

  fake.world = () => {
    const clusters = names.map((name, index) => {
      const story = { key: index + 1, name, machine: H100_X8, nodes: 1, activeAt: startedAt };
      const { cluster, members } = running(story, Date.now());
      return { cluster: broken.includes(name) ? { ...cluster, status: "error" } : cluster, members };
    });
    return {
      clusters: clusters.map(({ cluster }) => cluster),
      instances: clusters.flatMap(({ members }) => members),
    };
  };
  const handle = async (request: Request) => {
    if (request.url.endsWith("/clusters")) {
      while (!server?.isHistoryOpen()) {
        await sleep(LOOK_EVERY_MS);
        request.signal.throwIfAborted();
      }
      polls.emit("poll");
    }
    return fake.handle(request);
  };
  const served = await serveFakes({ fakes: { shadeform: { ...fake, handle } }, port: 0 });
  return {
    environment: { SHADEFORM_API_KEY: fake.apiKey, SHADEFORM_BASE_URL: served.urlOf("shadeform") },
    breakOnly: (some) => {
      broken = some;
    },
    follow: (next) => {
      server = next;
    },
    nextPoll: () => once(polls, "poll"),
    close: served.close,
  };
}
