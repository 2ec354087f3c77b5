import { expect, type Page } from "@playwright/test";
import type { Cluster, Fleet } from "@/lib/contract/fleet";
import { exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";
import { sharedTest } from "../support/app";
import { COSTS, NOW } from "./wall-example";
import { keepScreenOn } from "./wall-page";

const POLL_MS = 5_000;

// Edges of boxes would be between pixels if they were not rounded.
sharedTest.use({ viewport: { width: 1_280, height: 720 }, deviceScaleFactor: 1.25, timezoneId: "UTC" });

sharedTest.beforeEach(({ context }) => keepScreenOn(context));

function clusterOf(index: number, change: Partial<Cluster> = {}): Cluster {
  const total = 1 + (index % 7) * 5;
  const nodes = { total, healthy: total, unhealthy: 0, unknown: 0 };
  return { ...exampleCluster, id: `shadeform~${index}`, name: `train-${index}`, nodes, ...change };
}

/** Its nodes are not well, but it is not called a problem: the wall would turn to the view of problems. */
const ailing = (index: number): Cluster => {
  const { nodes } = clusterOf(index);
  return clusterOf(index, { nodes: { ...nodes, healthy: 0, unhealthy: nodes.total } });
};

const FIRST = Array.from({ length: 60 }, (_, index) => clusterOf(index));

/** One answer after another: clusters ail, stop, grow, go, come, are renamed, and recover. */
const ANSWERS: readonly Cluster[][] = [
  FIRST,
  FIRST.with(41, ailing(41)),
  FIRST.with(41, ailing(41)).with(7, clusterOf(7, { status: "stopped" })),
  FIRST.with(41, ailing(41)).with(12, clusterOf(12, { nodes: { total: 40, healthy: 30, unhealthy: 4, unknown: 6 } })),
  [...FIRST.slice(3), clusterOf(60), clusterOf(61, { status: "provisioning" })],
  [...FIRST.slice(3).with(20, clusterOf(23, { name: "a-much-longer-name-than-before" })), clusterOf(60)],
];

function fleetOf(answer: number): Fleet {
  return { ...exampleFleet({ clusters: ANSWERS[answer] ?? [] }), revision: `answer-${answer}` };
}

const pixelsOf = (page: Page) =>
  page.locator("canvas").evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ""));

sharedTest("a map that changed cluster by cluster is, to the pixel, as one drawn whole", async ({ page }) => {
  let answer = 0;
  const headers = { "X-Server-Time": new Date(NOW).toISOString() };
  await page.clock.install();
  await page.route(/\/api\/clusters(\?|$)/, (route) => route.fulfill({ json: fleetOf(answer), headers }));
  await page.route("**/api/costs?*", (route) => route.fulfill({ json: COSTS, headers }));
  await page.goto("/wall?views=nodes");
  const map = page.getByRole("img", { name: /^Map of/ });
  for (; answer < ANSWERS.length; answer += 1) {
    const before = answer === 0 ? null : await pixelsOf(page);
    if (answer > 0) await page.clock.fastForward(POLL_MS);
    await expect(map).toBeVisible();
    await expect.poll(() => pixelsOf(page)).not.toBe(before);
  }

  const changed = await pixelsOf(page);
  await map.evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return;
    canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
    // As when a browser has taken back the memory of a hidden page.
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect.poll(() => pixelsOf(page)).toBe(changed);
});
