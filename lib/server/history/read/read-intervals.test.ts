import { expect, it } from "vitest";
import { fillHistory } from "@/bench/kit/fill-history";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { describeEachStore } from "@/lib/testing/stores";
import { openHistory } from "../open-history";
import { ALL_CLUSTERS } from "./cluster-filter";

const TO = Date.UTC(2026, 10, 20);

describeEachStore((newStore) => {
  it.each([
    ["more rows of a cluster", { clusters: 2, days: 8, changesPerDay: 300 }],
    ["more clusters", { clusters: 401, days: 2, changesPerDay: 1 }],
  ])(
    "leaves nothing out and repeats nothing of %s than one statement reads",
    async (_, { clusters, days, changesPerDay }) => {
      const location = await newStore();
      const window = { from: TO - days * DAY_MS, to: TO };
      await fillHistory(location, { ...window, clusters, changesPerDay });
      const history = await openHistory(location);
      const ids = new Set<string>();
      for await (const { cluster, pages, watchedUntil } of history.readIntervals(window, ALL_CLUSTERS)) {
        const read = await Array.fromAsync(pages);
        // Few are held in memory, however many there are.
        expect(Math.max(...read.map((page) => page.length))).toBeLessThanOrEqual(1_000);
        const rows = read.flat();
        ids.add(cluster.id);
        expect(watchedUntil).toBe(TO);
        // The made-up ledger has no gaps.
        expect(rows[0]?.startedAt).toBe(window.from);
        expect(rows.slice(1).every(({ startedAt }, index) => startedAt === rows[index]?.endedAt)).toBe(true);
        expect(rows.at(-1)?.endedAt).toBeNull();
      }
      expect(ids.size).toBe(clusters);
      expect(await history.beginning()).toBe(window.from);
      await history.close();
    },
  );
});
