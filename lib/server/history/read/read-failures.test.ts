import { beforeEach, expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { POLL_INTERVAL_MS, pollOf, readingOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { type History, openHistory } from "../open-history";
import { ALL_CLUSTERS } from "./cluster-filter";

const T = Date.UTC(2026, 9, 24);
const WELL = readingOf();
const IMPAIRED = readingOf({ status: "degraded", health: "degraded" });
const UNREADABLE = readingOf({ status: "unknown", health: "unknown" });

describeEachStore((newStore) => {
  let history: History;
  beforeEach(async () => {
    history = await openHistory(await newStore());
    return () => history.close();
  });
  const at = (poll: number) => T + poll * POLL_INTERVAL_MS;
  /** A reading for each poll; `null` for a poll that failed. */
  async function record(...readings: (ClusterReading | null)[]): Promise<void> {
    for (const [poll, reading] of readings.entries()) {
      if (reading === null) continue;
      const other = readingOf({ providerClusterId: "b" });
      await history.recordPoll(pollOf(at(poll), { clusters: [reading, other] }));
    }
  }
  const failuresSince = async (from: number, maxChanges = 100) => [
    ...(await history.readFailures({ from, to: at(100) }, ALL_CLUSTERS, maxChanges)),
  ];

  it("counts the failures of a cluster, and names no cluster that had none", async () => {
    await record(WELL, IMPAIRED, WELL, IMPAIRED, WELL, IMPAIRED);
    expect(await failuresSince(T)).toEqual([["shade~a", 3]]);
  });

  it("counts neither polls that failed, nor readings that could not be understood, nor a new price", async () => {
    await record(WELL, null, null, WELL, UNREADABLE, WELL, readingOf({ usd: 12 }), null, UNREADABLE, WELL);
    expect(await failuresSince(T)).toEqual([]);
  });

  it("counts what began inside the window only, compared with what was before it", async () => {
    await record(WELL, IMPAIRED, UNREADABLE, IMPAIRED, WELL, IMPAIRED);
    expect(await failuresSince(at(2.6))).toEqual([["shade~a", 1]]);
    expect(await failuresSince(at(4))).toEqual([["shade~a", 1]]);
    expect(await failuresSince(at(5))).toEqual([]);
  });

  it("leaves out clusters that changed too often to be counted", async () => {
    await record(WELL, IMPAIRED, WELL, IMPAIRED);
    expect(await failuresSince(T, 3)).toEqual([]);
  });
});
