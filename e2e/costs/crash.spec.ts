import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { madeUp } from "@/lib/server/demo/made-up-random";
import { TEST_ALL } from "../support/test-all";
import { type PricedClusters, servePricedClusters } from "./priced-clusters";
import { risingPrices } from "./rising-prices";
import { bundleRecording, startRecording } from "./start-recording";
import { expectTrueLedger } from "./true-ledger";

const KILLS = TEST_ALL ? 100 : 20;
const MAX_RUN_MS = HOUR_MS;

/** CLUSTERDECK_CRASH_SEED repeats the schedule and the moments of a run, as far as the machine's timing allows. */
const seed = process.env.CLUSTERDECK_CRASH_SEED ?? randomUUID();
let draws = 0;
const random = () => {
  draws += 1;
  return madeUp(seed, draws);
};

/** While it starts, between two polls, or while a poll is read and written, which is the most frequent. */
async function randomMoment(account: PricedClusters): Promise<void> {
  const draw = random();
  const polls = draw < 0.1 ? 0 : draw < 0.75 ? 1 : 2;
  for (let poll = 0; poll < polls; poll += 1) await account.nextPoll();
  await sleep(random() * (polls === 0 ? 500 : 150));
}

test(`killed at ${KILLS} random moments, it opens its history each time and has lost nothing but the poll in flight`, async () => {
  const now = Date.now();
  const schedules = Object.fromEntries(
    ["one", "two", "three"].map((name) => [name, risingPrices(now, now + MAX_RUN_MS, random)]),
  );
  const program = test.info().outputPath("recording.mjs");
  await bundleRecording(program);
  const dataDir = test.info().outputPath("data");
  const account = await servePricedClusters(schedules, dataDir);
  const environment = {
    ...account.environment,
    CLUSTERDECK_DATA_DIR: dataDir,
    CLUSTERDECK_POLL_INTERVAL_MS: "1000",
    CLUSTERDECK_REQUESTS_PER_MINUTE: "10000",
  };

  for (let life = 0; life <= KILLS; life += 1) {
    const recording = startRecording(program, environment);
    account.follow(recording);
    if (life < KILLS) {
      await randomMoment(account);
      await recording.end("SIGKILL");
    } else {
      for (let poll = 0; poll < 3; poll += 1) await account.nextPoll();
      await recording.end("SIGTERM");
    }
    // No warnings or errors: a history that cannot be opened or written would be logged as one.
    expect(recording.output(), `seed ${seed}`).not.toMatch(/"level":[456]0/);
  }
  await account.close();
  const recorded = account.told.flatMap(({ readAt, ...told }) => (readAt === null ? [] : [{ ...told, readAt }]));
  await expectTrueLedger({ dataDir }, schedules, recorded, `seed ${seed}`);
  await rm(dataDir, { recursive: true });
});
