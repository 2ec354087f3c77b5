import { expect, test } from "@playwright/test";
import { serveBrokenClusters } from "../alerts/broken-clusters";
import { receiveMessages, settingsFor } from "../alerts/message-receiver";
import { newDatabase } from "../support/shared-postgres";
import { TEST_ALL } from "../support/test-all";
import { prepareServers } from "./several-servers";

test.skip(!TEST_ALL, "take-over.spec.ts shows that one server has each lease");

const NAMES = Array.from({ length: 30 }, (_, index) => `cluster-${index + 1}`);

test("each alert of thirty is sent once by three servers, and its end once, though the one that sends is stopped", async () => {
  const clusters = await serveBrokenClusters(NAMES);
  clusters.follow({ isHistoryOpen: () => true });
  const receiver = await receiveMessages({ answerAfterMs: () => 50, isLost: () => false });
  await using servers = await prepareServers({
    databaseUrl: await newDatabase(),
    environment: {
      ...clusters.environment,
      CLUSTERDECK_POLL_INTERVAL_MS: "1000",
      CLUSTERDECK_REQUESTS_PER_MINUTE: "10000",
      CLUSTERDECK_WEBHOOK_RANGES: "127.0.0.0/8",
    },
    configurationFile: settingsFor(receiver),
  });
  for (let started = 0; started < 3; started += 1) await servers.start({});
  const saidOf = (type: string) => receiver.said.filter((one) => one.type === type);
  const namesOf = (type: string) => new Set(saidOf(type).map(({ label }) => label));

  for (let broken = 5; broken <= NAMES.length; broken += 5) {
    clusters.breakOnly(NAMES.slice(0, broken));
    await expect.poll(() => namesOf("alert.firing").size).toBe(broken);
    const [first] = servers.running();
    // Whichever it is, it hands over what it has.
    if (broken === 15 && first !== undefined) {
      await servers.end(first, "SIGTERM");
      await servers.start({});
    }
  }
  clusters.breakOnly([]);
  await expect.poll(() => namesOf("alert.resolved").size).toBe(NAMES.length);
  for (const type of ["alert.firing", "alert.resolved"]) {
    expect(
      saidOf(type)
        .map(({ label }) => label)
        .sort(),
      type,
    ).toEqual([...NAMES].sort());
  }
  await clusters.close();
  await receiver.close();
});
