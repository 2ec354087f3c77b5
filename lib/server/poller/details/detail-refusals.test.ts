import { expect, it } from "vitest";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleReading } from "@/lib/testing/example-reading";
import { ProviderError } from "../../providers/errors";
import { MAX_MACHINES } from "../bounded-fleet";
import { initialSnapshot } from "../initial-snapshot";
import { pollOnce } from "../poll-once";
import { createRequestBudget } from "../request-budget";
import { steadyNow } from "../steady-clock";
import { createDetailRefusals } from "./detail-refusals";

const FIVE_SECONDS = 1 / 12;

/** A fleet in which this key may read the details of only some clusters. */
function startPolls(names: readonly string[], isRefused: (name: string) => boolean) {
  const world = { at: 0, asked: [] as string[], names };
  const now = () => world.at;
  const client = {
    readFleet: async () => ({
      clusters: world.names.map((name) => exampleReading({ providerClusterId: name, name, depth: "summary" })),
      ...{ unreadable: [], warnings: ["said by the list"], complete: true },
    }),
    readDetails: async (cluster: ClusterReading) => {
      world.asked.push(cluster.name);
      if (isRefused(cluster.name)) throw new ProviderError("forbidden", "It does not allow this key.");
      return { ...cluster, gpuCount: 99 };
    },
  };
  const budget = createRequestBudget({ requestsPerMinute: null, now });
  const account = {
    client,
    budget,
    now,
    refusals: createDetailRefusals(now),
    steadyNow,
    room: () => MAX_MACHINES,
    fleet: () => [],
    rates: [],
    configuredIntervalMs: 5_000,
  };
  const provider = { id: "acme", label: "Acme" };
  let snapshot = initialSnapshot({ id: "acme", label: "Acme", provider, pollIntervalMs: 5_000 });
  const poll = async (minutes: number) => {
    world.at = minutes * MINUTE_MS;
    ({ snapshot } = await pollOnce(account, snapshot, 0, () => undefined, new AbortController().signal));
    return snapshot;
  };
  return { world, poll };
}

it("asks for refused details at most once a minute, and reports them in one sentence", async () => {
  const { world, poll } = startPolls(["a", "b", "c", "d", "e", "f"], () => true);
  await poll(0);
  // The reads that were under way together.
  expect(world.asked).toEqual(["a", "b", "c", "d"]);
  for (let minutes = 0; minutes < 1; minutes += FIVE_SECONDS) await poll(minutes);
  expect(world.asked).toHaveLength(4);
  const { warnings, state } = await poll(1);
  expect(world.asked).toHaveLength(6);
  expect(state).toBe("ok");
  expect(warnings).toEqual([
    "said by the list",
    "This key may not read the details of 6 clusters, so anything that the list does not say about them is unknown",
  ]);
  for (let minutes = 1; minutes < 60; minutes += 1) await poll(minutes);
  expect(world.asked).toHaveLength(6);
  await poll(60);
  expect(world.asked.length).toBeGreaterThan(6);
});

it("goes on with the clusters that the key may read, and forgets a refusal with its cluster", async () => {
  const { world, poll } = startPolls(["secret", "open"], (name) => name === "secret");
  await poll(0);
  await poll(1);
  const { clusters, warnings } = await poll(2);
  expect(clusters.get("open")?.details?.readAt).toBe(2 * MINUTE_MS);
  expect(world.asked.filter((name) => name === "secret")).toHaveLength(1);
  expect(warnings[1]).toContain("may not read the details of secret, so");
  world.names = ["open"];
  await poll(3);
  await poll(4);
  expect((await poll(5)).warnings).toEqual(["said by the list"]);
});
