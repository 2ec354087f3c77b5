import { expect } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import { providers } from "@/lib/server/providers/registry";
import { variablesOf } from "@/lib/server/providers/settings";
import { dashboardQueries, ruleQueries } from "@/lib/testing/prometheus/shipped-queries";
import { sharedTest } from "../support/app";
import { HAS_PROMETHEUS, type RealPrometheus, startPrometheus } from "./real-prometheus";

const TOKEN = "CANARY-metrics-token-1234";
/** Scrapes are four seconds apart. */
const RATE_INTERVAL = "20s";
/** What the demo has nothing to say of. */
const WITHOUT_DATA = ["Messages by channel"];

// A variable that is set to nothing counts as not set.
const noKeys = Object.fromEntries(providers.flatMap(variablesOf).map((name) => [name, ""]));
sharedTest.use({ environment: { ...noKeys, CLUSTERDECK_METRICS_TOKEN: TOKEN } });

/** The only value of a query, as soon as there is one. */
async function onlyValue({ query }: RealPrometheus, expression: string): Promise<number | undefined> {
  return (await query(expression))[0]?.value;
}

sharedTest(
  "a real Prometheus scrapes two servers, and answers every query of the dashboard and the rules",
  async ({ app, request }) => {
    sharedTest.skip(!HAS_PROMETHEUS, "Prometheus is not installed here.");
    const { port } = new URL(app.url);
    // The same server under two names: each tells the whole fleet, as several servers do.
    await using prometheus = await startPrometheus({
      ...{ targets: [`127.0.0.1:${port}`, `localhost:${port}`], token: TOKEN },
    });
    await expect.poll(() => onlyValue(prometheus, 'sum(up{job="clusterdeck"})')).toBe(2);

    for (const { title, expression } of dashboardQueries(RATE_INTERVAL)) {
      const series = () => prometheus.query(expression).then(({ length }) => length);
      if (WITHOUT_DATA.includes(title)) await series();
      else await expect.poll(series, { message: `${title}: ${expression}` }).toBeGreaterThan(0);
    }
    for (const { expression } of ruleQueries()) await prometheus.query(expression);
    await expect(prometheus.query("sum(")).rejects.toThrow("parse error");

    const fleetNow = async () => ((await (await request.get("/api/clusters")).json()) as Fleet).totals;
    const differences = async () => {
      const { gpus, nodes, usdMicrosPerHour, unpricedClusters } = await fleetNow();
      const [seenGpus, seenNodes, dollars, unpriced] = await Promise.all(
        [
          "sum(max by (cluster) (clusterdeck_cluster_gpus))",
          "sum(max by (cluster, health) (clusterdeck_cluster_nodes))",
          "sum(max by (cluster) (clusterdeck_cluster_rate_dollars_per_hour))",
          "sum(max by (cluster) (clusterdeck_cluster_unpriced))",
        ].map((expression) => onlyValue(prometheus, expression)),
      );
      return [
        [gpus, seenGpus],
        [nodes, seenNodes],
        [unpricedClusters, unpriced],
        [Math.round((usdMicrosPerHour ?? 0) / 1_000), Math.round((dollars ?? 0) * 1_000)],
      ].filter(([page, seen]) => page !== seen);
    };
    // The demo is alive: between a poll and the scrape after it, both differ.
    await expect.poll(differences).toEqual([]);
  },
);

sharedTest("the token opens the metrics under both addresses, for any host, and nothing else", async ({ request }) => {
  const authorization = `Bearer ${TOKEN}`;
  for (const path of ["/metrics", "/api/metrics", "/metrics?level=nodes"]) {
    const answer = await request.get(path, { headers: { authorization, host: "10.0.3.7:3000" }, maxRedirects: 0 });
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect((await answer.text()).includes("clusterdeck_node_up")).toBe(path.includes("nodes"));
    const head = await request.head(path, { headers: { authorization }, maxRedirects: 0 });
    expect([head.status(), (await head.body()).length]).toEqual([200, 0]);
    const without = await request.get(path);
    expect(without.status(), path).toBe(401);
    expect(without.headers()["www-authenticate"]).toContain("Bearer");
    expect(await without.text()).not.toContain("clusterdeck_");
  }
  const openmetrics = await request.get("/metrics", {
    headers: { authorization, accept: "application/openmetrics-text" },
  });
  expect(openmetrics.headers()["content-type"]).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
  expect(await openmetrics.text()).toMatch(/\n# EOF\n$/);
  const elsewhere = await request.get("/api/clusters", { headers: { authorization, host: "10.0.3.7:3000" } });
  expect(elsewhere.status()).toBe(421);
});
