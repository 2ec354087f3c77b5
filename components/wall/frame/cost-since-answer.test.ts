import { expect, it } from "vitest";
import type { Cluster } from "@/lib/contract/fleet";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { rateIntervals, recentCost } from "@/lib/domain/money/recent-rates";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { DAY, iso } from "@/lib/testing/example-costs";
import { exampleCluster } from "@/lib/testing/example-fleet";
import { costSinceAnswer } from "./cost-since-answer";

const READ = Date.parse(iso(14));
const NOW = READ + MINUTE_MS;
const cluster: Cluster = { ...exampleCluster, recentRates: [[iso(-2), usdMicrosPerHour(60_000_000)]] };
const ages = { observedAt: () => NOW };
const accounts = [{ id: cluster.accountId, readAt: iso(14) }];

it("adds to the band what the tiles count since the costs were answered, so that it is never less than they are", () => {
  const since = costSinceAnswer({ accounts }, { clusters: [cluster], ages });
  expect(since).toBe(usdMicros(1_000_000));
  const tile = recentCost(rateIntervals(cluster.recentRates ?? [], NOW), { from: DAY, to: NOW });
  const answered = recentCost(rateIntervals(cluster.recentRates ?? [], READ), { from: DAY, to: READ });
  expect((answered ?? 0) + since).toBe(tile);
});

it("adds nothing for what the costs do not cover, or without a history", () => {
  expect(costSinceAnswer({ accounts: [] }, { clusters: [cluster], ages })).toBe(0);
  expect(costSinceAnswer({ accounts }, { clusters: [{ ...cluster, recentRates: undefined }], ages })).toBe(0);
});
