import { expect, it, vi } from "vitest";
import { pollOf, readingOf } from "@/lib/testing/example-polls";

import { temporaryFolders } from "@/lib/testing/stores";
import { SOLE_EPOCH } from "../../coordination/leases";
import { log } from "../../log";
import { openHistory } from "../open-history";
import { createPollRecorder } from "./poll-recorder";

const SOLE_TERM = {
  ...{ lease: "account:a", epoch: SOLE_EPOCH, isTrusted: () => true, signal: new AbortController().signal },
};

const newFolder = temporaryFolders();

it("tells of each poll that changed what the history says of clusters, once it can be read there", async () => {
  const history = await openHistory({ dataDir: newFolder() });
  const told: Promise<unknown>[] = [];
  const noteRates = () => {
    const window = { from: 0, to: Number.MAX_SAFE_INTEGER };
    told.push(history.readRates(window, {}, 100).then((rates) => rates?.flatMap(({ intervals }) => intervals.length)));
  };
  const handle = { current: () => history, whenOpen: () => undefined, problem: () => null };
  const recorder = createPollRecorder(handle, log(), { onClockJump: vi.fn(), onChange: noteRates });
  const record = async (at: number, ...clusters: ReturnType<typeof readingOf>[]) => {
    recorder.record({ ...pollOf(at, { clusters }), figures: [], samples: [] }, SOLE_TERM);
    await recorder.idle();
    await Promise.all(told);
  };
  await record(15_000, readingOf());
  await record(30_000, readingOf());
  await record(45_000, readingOf({ usd: 12 }));
  await record(60_000, readingOf({ usd: 12, tags: ["new"] }));
  await record(75_000, readingOf({ usd: 12 }), readingOf({ providerClusterId: "b" }));
  expect(await Promise.all(told)).toEqual([[1], [2], [2, 1]]);
  await history.close();
});
