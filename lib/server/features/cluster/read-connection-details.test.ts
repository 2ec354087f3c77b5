import { expect, it } from "vitest";
import { exampleReading } from "@/lib/testing/example-reading";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createOnDemandReads } from "../../on-demand/on-demand-reads";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";
import { initialSnapshot } from "../../poller/initial-snapshot";
import { createRequestBudget } from "../../poller/request-budget";
import { providers } from "../../providers/registry";
import { readConnectionDetails } from "./read-connection-details";

const NOW = Date.UTC(2026, 0, 2);
const CONNECTION_INFO = "prod-us-east:getConnectionInfo";

/**
 * A cluster of Fireworks, whose connection details take a separate call, on an account with this many requests per
 * minute.
 */
async function start({ requestsPerMinute = 60, status = 200 } = {}) {
  const provider = providers.find(({ id }) => id === "fireworks");
  if (!provider) throw new Error("expected Fireworks");
  const world = { at: NOW, asked: 0 };
  const now = () => world.at;
  const fake = provider.createFake({ now, startedAt: NOW });
  const { handle } = fake;
  fake.handle = async (request) => {
    if (!request.url.endsWith(CONNECTION_INFO)) return handle(request);
    world.asked += 1;
    return status === 200 ? handle(request) : new Response(null, { status });
  };
  const parsed = provider.parse({ ...fake.settings, apiKey: fake.apiKey });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const budget = createRequestBudget({ requestsPerMinute, now });
  const http = httpOverFake(fake, now, "", { onRequest: budget.spend, hasRoom: budget.hasRoom });
  const client = parsed.connect({ http, now });
  const accounts = new Map([["fireworks", { client, budget }]]);
  const onDemandReads = createOnDemandReads({ accounts }, now);
  const [reading = exampleReading()] = (await client.readFleet(new AbortController().signal)).clusters;
  const tracked: TrackedCluster = {
    ...{ reading, observedAt: NOW, statusSince: NOW, statusMayBeOlder: false, missed: null, details: null },
  };
  const snapshot: AccountSnapshot = initialSnapshot({
    ...{ id: "fireworks", label: "Fireworks", provider: { id: "fireworks", label: "Fireworks" } },
    pollIntervalMs: 15_000,
  });
  return { world, read: () => readConnectionDetails({ onDemandReads }, { snapshot, tracked }) };
}

it("asks the provider once for all who open the sheet within a moment", async () => {
  const { world, read } = await start();
  const [one, other] = await Promise.all([read(), read()]);
  expect(one.kubernetes?.command).toContain("aws eks update-kubeconfig");
  expect(other).toEqual(one);
  expect(world.asked).toBe(1);
  world.at += 60_000;
  await read();
  expect(world.asked).toBe(2);
});

it("does not repeat a refusal at every opening", async () => {
  const { world, read } = await start({ status: 403 });
  for (let opening = 0; opening < 9; opening += 1) {
    await expect(read()).rejects.toMatchObject({ problem: { code: "forbidden" } });
    world.at += 60_000;
  }
  expect(world.asked).toBe(1);
});

it("is not asked for beyond the account's request budget", async () => {
  const { world, read } = await start({ requestsPerMinute: 2 });
  await expect(read()).rejects.toMatchObject({ problem: { code: "rate-limited" } });
  expect(world.asked).toBe(0);
});
