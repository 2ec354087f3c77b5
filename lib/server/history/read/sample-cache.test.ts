import { expect, it } from "vitest";
import { POLL_INTERVAL_MS, pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { openHistory } from "../open-history";
import { ALL_CLUSTERS } from "./cluster-filter";

describeEachStore((newStore) => {
  it("caches nothing that a poll made untrue: a server that has always run gives the same answer as a new one", async () => {
    const store = await newStore();
    const running = await openHistory(store);
    const moments = Array.from({ length: 50 }, (_, index) => 1_000_000 + index * 7_000);
    for (let poll = 0; poll < 20; poll += 1) {
      const clusters = [
        readingOf({ usd: 10 + Math.floor(poll / 3) }),
        ...(poll === 7 || poll > 11 ? [] : [readingOf({ providerClusterId: "b", gpuModel: poll < 5 ? null : "H200" })]),
      ];
      const accountId = poll % 2 === 0 ? "shade" : "prime";
      await running.recordPoll(pollOf(1_000_000 + poll * POLL_INTERVAL_MS, { accountId, clusters }));
      const fresh = await openHistory(store);
      const inOrder = async (history: typeof fresh) =>
        (await Array.fromAsync(history.sampleCosts(moments, "group", ALL_CLUSTERS)))
          .flat()
          .map((sample) => Object.values(sample).join())
          .sort();
      expect(await inOrder(running)).toEqual(await inOrder(fresh));
      await fresh.close();
    }
    await running.close();
  });
});
