import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { createAlertStore } from "@/lib/server/alerts/store/alert-store";
import type { AlertTables } from "@/lib/server/alerts/store/schema";
import { madeUp } from "@/lib/server/demo/made-up-random";
import { openDatabase } from "@/lib/server/store/open-database";
import { bundleRecording, startRecording } from "../costs/start-recording";
import { TEST_ALL } from "../support/test-all";
import { type BrokenClusters, serveBrokenClusters } from "./broken-clusters";
import { type MessageReceiver, receiveMessages, type SaidAlert, settingsFor } from "./message-receiver";

const KILLS = TEST_ALL ? 50 : 10;
/** Of all that is under way when the process is killed, the receiver's answer is what it waits for longest. */
const MAX_ANSWER_MS = 200;

/** CLUSTERDECK_CRASH_SEED repeats the moments of a run, as far as the machine's timing allows. */
const seed = process.env.CLUSTERDECK_CRASH_SEED ?? randomUUID();
let draws = 0;
const random = () => {
  draws += 1;
  return madeUp(seed, draws);
};

/** While it starts, between a poll and what is made of it, or while a message is on its way. */
async function randomMoment(clusters: BrokenClusters, receiver: MessageReceiver): Promise<void> {
  const draw = random();
  if (draw < 0.1) return sleep(random() * 500);
  await clusters.nextPoll();
  if (draw < 0.5) return sleep(random() * 600);
  await Promise.race([receiver.nextMessage(), clusters.nextPoll()]);
  await sleep(random() * (MAX_ANSWER_MS + 50));
}

test(`killed ${KILLS} times between reading and delivery, it loses no alert, and says none under two names`, async () => {
  const names = Array.from({ length: KILLS }, (_, life) => `cluster-${life + 1}`);
  let isLastLife = false;
  const clusters = await serveBrokenClusters(names);
  const receiver = await receiveMessages({
    answerAfterMs: () => random() * MAX_ANSWER_MS,
    isLost: () => !isLastLife && random() < 0.3,
  });
  const program = test.info().outputPath("server.mjs");
  await bundleRecording(program);
  const settingsFile = test.info().outputPath("clusterdeck.yaml");
  await writeFile(settingsFile, settingsFor(receiver));
  const dataDir = test.info().outputPath("data");
  const environment = {
    ...clusters.environment,
    CLUSTERDECK_CONFIG: settingsFile,
    CLUSTERDECK_DATA_DIR: dataDir,
    CLUSTERDECK_WEBHOOK_RANGES: "127.0.0.0/8",
    CLUSTERDECK_POLL_INTERVAL_MS: "1000",
    CLUSTERDECK_REQUESTS_PER_MINUTE: "10000",
  };

  // With each life another cluster breaks; it is mended two lives later.
  for (let life = 0; life < KILLS; life += 1) {
    clusters.breakOnly(names.slice(Math.max(0, life - 1), life + 1));
    const server = startRecording(program, environment);
    clusters.follow(server);
    await randomMoment(clusters, receiver);
    await server.end("SIGKILL");
    expect(server.output(), `seed ${seed}`).not.toMatch(/"level":[56]0/);
  }
  isLastLife = true;
  const server = startRecording(program, environment);
  clusters.follow(server);
  const broken = names.slice(-2);
  const mended = names.slice(0, -2);
  const firing = (name: string) => receiver.said.filter(({ label, type }) => label === name && type === "alert.firing");
  const ends = (name: string) => receiver.said.filter(({ label, type }) => label === name && type === "alert.resolved");
  await expect.poll(() => broken.filter((name) => firing(name).length === 0)).toEqual([]);
  await expect.poll(() => mended.filter((name) => firing(name).length > 0 && ends(name).length === 0)).toEqual([]);
  await server.end("SIGTERM");

  expect(namesOfEach(receiver.said), `seed ${seed}`).toEqual([]);
  const stored = await firedAlerts(dataDir);
  expect(stored.length, `seed ${seed}`).toBeGreaterThan(KILLS / 3);
  const heardOf = new Set(receiver.said.map(({ alertId }) => alertId));
  expect(
    stored.filter((id) => !heardOf.has(id)),
    `seed ${seed}`,
  ).toEqual([]);
  for (const name of names) {
    const alertIds = new Set(receiver.said.filter(({ label }) => label === name).map(({ alertId }) => alertId));
    expect(alertIds.size, `${name}, seed ${seed}`).toBeLessThanOrEqual(1);
  }
  for (const name of broken) expect(ends(name), `${name}, seed ${seed}`).toEqual([]);
  await clusters.close();
  await receiver.close();
});

/** The ids of all alerts that ever fired. */
async function firedAlerts(dataDir: string): Promise<string[]> {
  const { db, close } = openDatabase({ dataDir });
  const alerts = await createAlertStore(db.withTables<AlertTables>()).speakable(Date.now());
  await close();
  return alerts.flatMap(({ alert: { id, rule, firingSince } }) =>
    rule === "cluster-down" && firingSince !== null ? [id] : [],
  );
}

/** What was said of an alert under more than one webhook-id. */
function namesOfEach(said: readonly SaidAlert[]): string[][] {
  const ids = Map.groupBy(said, ({ alertId, type }) => `${alertId} ${type}`);
  return [...ids].flatMap(([what, all]) => {
    const distinct = [...new Set(all.map(({ webhookId }) => webhookId))];
    return distinct.length > 1 ? [[what, ...distinct]] : [];
  });
}
