import { type APIRequestContext, expect } from "@playwright/test";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Fleet } from "@/lib/contract/fleet";
import type { Logs } from "@/lib/contract/logs";
import type { Metrics } from "@/lib/contract/metrics";
import { sharedTest, test } from "../support/app";

const CLUSTER = `/api/clusters/${encodeURIComponent("tensorone~cluster-gpu-a100-001")}`;

async function readMetrics(request: APIRequestContext, window = "1h"): Promise<Metrics> {
  const answer = await request.get(`${CLUSTER}/metrics?window=${window}`);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Metrics;
}

/** Waits until the cluster's details have been read: it has metrics from then on. */
async function whenMeasured(request: APIRequestContext): Promise<void> {
  await expect
    .poll(async () => ((await (await request.get(CLUSTER)).json()) as ClusterDetail).capabilities?.metrics)
    .toBe(true);
}

sharedTest(
  "a provider's history is answered as it is kept, thinned, and logs without what is secret",
  async ({ request }) => {
    await whenMeasured(request);
    const { series, current, seriesFrom, problem } = await readMetrics(request, "24h");
    expect([seriesFrom, problem]).toEqual(["provider", null]);
    expect(series.map(({ key }) => key)).toEqual(current.map(({ key }) => key));
    for (const { points } of series) expect(points.length).toBeLessThanOrEqual(400);
    const logs = (await (await request.get(`${CLUSTER}/logs`)).json()) as Logs;
    expect(logs.lines.length).toBeGreaterThan(3_000);
    expect(JSON.stringify(logs)).toContain("reads this account with [secret]");
    expect(Date.parse(logs.nextReadAt ?? "")).toBeGreaterThan(Date.parse(logs.readAt));
  },
);

test("a key that may not read metrics keeps the rest: one sentence, and what was sampled before", async ({
  request,
  fleet,
}) => {
  fleet.fakes.tensorone.historicalShape = null;
  await whenMeasured(request);
  await expect.poll(async () => (await readMetrics(request)).series.length).toBe(8);
  expect(await readMetrics(request)).toMatchObject({ seriesFrom: "samples", problem: null });

  fleet.fakes.tensorone.refuses = new Set(["metrics", "logs"]);
  const refused = await readMetrics(request, "6h");
  expect(refused).toMatchObject({ seriesFrom: "samples", problem: { code: "forbidden" } });
  expect(refused.series).toHaveLength(8);
  const logs = await request.get(`${CLUSTER}/logs`);
  expect([logs.status(), (await logs.json()).code]).toEqual([502, "forbidden"]);
  const warnings = async () => {
    const { accounts } = (await (await request.get("/api/clusters")).json()) as Fleet;
    return accounts.find(({ id }) => id === "tensorone")?.warnings;
  };
  await expect.poll(warnings).toEqual([expect.stringContaining("may not read")]);
  expect(((await (await request.get(CLUSTER)).json()) as ClusterDetail).health).toBe("healthy");
});
