import { expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { exampleReading } from "@/lib/testing/example-reading";
import type { AccountSnapshot } from "../poller/account-snapshot";
import { initialSnapshot } from "../poller/initial-snapshot";
import { trackClusters, trackCreated } from "../poller/track-clusters";
import { ProviderError } from "../providers/errors";
import { createCluster } from "./create-cluster";

const order: Order = { clusterId: "new", fakeCluster: {} };
const reading = exampleReading({ providerClusterId: "new", status: "provisioning" });
const noAnswer = new ProviderError("unreachable", "Acme dropped the connection.", { mayHaveActed: true });

/** An account whose list is the next of these at each reading, and a clock that advances while somebody waits. */
function account(create: () => Promise<ClusterReading>, lists: ClusterReading[][] = []) {
  const calls = { creates: 0, reads: 0 };
  let now = 1_000;
  const provider = { id: "acme", label: "Acme" };
  let snapshot: AccountSnapshot = initialSnapshot({ id: "acme", label: "Acme", provider, pollIntervalMs: 15_000 });
  const loop = {
    refreshNow: () => {
      now += 10;
      calls.reads += 1;
      const clusters = lists.shift();
      snapshot = { ...snapshot, lastAttemptAt: now };
      if (clusters) {
        const fleet = { clusters, unreadable: [], warnings: [], complete: true };
        snapshot = { ...snapshot, ...trackClusters(snapshot, fleet, now), lastSuccessAt: now };
      }
      return { accepted: true as const, nextAttemptAt: now };
    },
    add: (added: ClusterReading) => trackCreated(added, now),
  };
  const client = {
    readFleet: () => Promise.reject(new Error("not asked")),
    createCluster: () => {
      calls.creates += 1;
      return create();
    },
  };
  const outcome = createCluster({ client, loop }, order, {
    store: { account: () => snapshot },
    accountId: "acme",
    requireSendable: () => {},
    now: () => now,
    sleep: async (durationMs) => {
      now += durationMs;
    },
  });
  return { outcome, calls };
}

it("shows what was answered, and has the account read again", async () => {
  const { outcome, calls } = account(async () => reading);
  expect(await outcome).toMatchObject({ reading, missed: null });
  expect(calls).toEqual({ creates: 1, reads: 1 });
});

it("looks for a cluster when the request got no answer, and finds it", async () => {
  const { outcome, calls } = account(() => Promise.reject(noAnswer), [[exampleReading(), reading]]);
  expect((await outcome)?.reading).toEqual(reading);
  expect(calls).toEqual({ creates: 1, reads: 1 });
});

it("says that it may exist when the list does not name it, or cannot be read in time", async () => {
  const unnamed = account(() => Promise.reject(noAnswer), [[exampleReading()]]);
  expect(await unnamed.outcome).toBeNull();
  expect(unnamed.calls).toEqual({ creates: 1, reads: 1 });
  const unread = account(() => Promise.reject(noAnswer));
  expect(await unread.outcome).toBeNull();
  expect(unread.calls.creates).toBe(1);
});

it("does not look after a refusal", async () => {
  const refusal = new ProviderError("forbidden", "Acme does not allow that.");
  const { outcome, calls } = account(() => Promise.reject(refusal));
  await expect(outcome).rejects.toBe(refusal);
  expect(calls).toEqual({ creates: 1, reads: 0 });
});
