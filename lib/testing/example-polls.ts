import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import type { Poll } from "@/lib/server/history/record/poll";
import { exampleNode, exampleReading } from "./example-reading";

export const POLL_INTERVAL_MS = 15_000;

/** A billed, healthy cluster "a" at $10 an hour, except for what the test changes. */
export function readingOf(changes: Partial<ClusterReading> & { usd?: number | null } = {}): ClusterReading {
  const { usd = 10, ...others } = changes;
  return exampleReading({
    ...{ providerClusterId: "a", name: "train", cloud: "denvr", region: { id: "us-1", label: "US" }, nodes: null },
    rate: rateOf(usd),
    ...others,
  });
}

export function nodeOf(id: string, changes: Partial<NodeReading> = {}): NodeReading {
  return exampleNode({ id, name: `node ${id}`, role: "worker", rate: UNKNOWN_RATE, ...changes });
}

/** A complete poll of the account "shade" with one cluster, except for what the test changes. */
export function pollOf(at: number, changes: Partial<Poll> = {}): Poll {
  return {
    accountId: "shade",
    provider: "shadeform",
    at,
    steady: null,
    complete: true,
    pollIntervalMs: POLL_INTERVAL_MS,
    clusters: [readingOf()],
    gone: [],
    ...changes,
  };
}

export function rateOf(usd: number | null): ClusterReading["rate"] {
  if (usd === null) return UNKNOWN_RATE;
  return { usdMicrosPerHour: usdMicrosPerHour(usd * 1_000_000), source: "reported", billing: "full", note: null };
}
