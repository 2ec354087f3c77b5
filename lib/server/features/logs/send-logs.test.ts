import { expect, it } from "vitest";
import { logsSchema } from "@/lib/contract/logs";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { exampleReading } from "@/lib/testing/example-reading";
import type { FoundCluster } from "../../http/find-cluster";
import { createOnDemandReads } from "../../on-demand/on-demand-reads";
import { initialSnapshot } from "../../poller/initial-snapshot";
import { createRequestBudget } from "../../poller/request-budget";
import type { ProviderClient } from "../../providers/spec";
import { sendLogs } from "./send-logs";

const START = Date.UTC(2026, 10, 20, 15);
const iso = (time: number) => new Date(time).toISOString();

/** A log that changes each time it is read, of an account with this many requests per minute. */
function exampleLog(onDemand: ClusterReading["onDemand"] = ["logs"], requestsPerMinute = 100) {
  const world = { at: START, asked: 0 };
  const budget = createRequestBudget({ requestsPerMinute, now: () => world.at });
  const reading = exampleReading({ onDemand });
  const client: ProviderClient = {
    readFleet: async () => ({ clusters: [reading], unreadable: [], warnings: [], complete: true }),
    readLogs: async () => {
      world.asked += 1;
      return [{ at: START, level: "INFO", text: `read ${world.asked} times` }];
    },
  };
  const provider = { id: "acme", label: "Acme" };
  const found: FoundCluster = {
    snapshot: initialSnapshot({ id: "acme", label: "Acme", provider, pollIntervalMs: 15_000 }),
    tracked: {
      ...{ reading, observedAt: START, statusSince: START, statusMayBeOlder: false, missed: null, details: null },
    },
  };
  const accounts = new Map([["acme", { client, budget }]]);
  const onDemandReads = createOnDemandReads({ accounts }, () => world.at);
  const ask = (etag?: string | null) => {
    const headers = new Headers(etag ? { "If-None-Match": etag } : {});
    return sendLogs(found, onDemandReads.logs, new Request("https://deck.test/logs", { headers }));
  };
  return { world, ask };
}

const read = async (response: Response) => logsSchema.parse(await response.json());

it("says when the lines were read, and when newer ones may be read", async () => {
  const { world, ask } = exampleLog();
  expect(await read(await ask())).toEqual({
    lines: [{ at: iso(START), level: "INFO", text: "read 1 times" }],
    ...{ readAt: iso(START), nextReadAt: iso(START + 4_000) },
  });
  world.at += 3_999;
  expect(await read(await ask())).toMatchObject({ readAt: iso(START), nextReadAt: iso(START + 4_000) });
  world.at += 1;
  expect(await read(await ask())).toMatchObject({ readAt: iso(START + 4_000), lines: [{ text: "read 2 times" }] });
});

it("states the real pace when requests are scarce", async () => {
  const { ask } = exampleLog(["logs"], 4);
  expect(await read(await ask())).toMatchObject({ readAt: iso(START), nextReadAt: iso(START + 60_000) });
});

it("sends nothing to clients that have it already, until there is something newer", async () => {
  const { world, ask } = exampleLog();
  const tag = (await ask()).headers.get("etag");
  const again = await ask(tag);
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
  world.at += 4_000;
  const newer = await ask(tag);
  expect(newer.status).toBe(200);
  expect(newer.headers.get("etag")).not.toBe(tag);
});

it("is not found if the provider has no logs", async () => {
  await expect(exampleLog([]).ask()).rejects.toMatchObject({ code: "not-found" });
});
