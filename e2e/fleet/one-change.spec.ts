import { expect } from "@playwright/test";
import type { Cluster, Fleet } from "@/lib/contract/fleet";
import { exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";
import { sharedTest } from "../support/app";

const NOW = Date.parse("2026-11-20T15:00:04.000Z");
const POLL_MS = 5_000;

function clusterOf(index: number, healthy = 8): Cluster {
  const nodes = { total: 8, healthy, unhealthy: 8 - healthy, unknown: 0 };
  return { ...exampleCluster, id: `shadeform~${index}`, name: `train-${index}`, nodes };
}

const clusters = Array.from({ length: 40 }, (_, index) => clusterOf(index));

sharedTest("a change of one cluster touches its tile and no other", async ({ page }) => {
  let fleet: Fleet = { ...exampleFleet({ clusters }), revision: "before" };
  const headers = { "X-Server-Time": new Date(NOW).toISOString() };
  await page.clock.install();
  await page.route(/\/api\/clusters(\?|$)/, (route) => route.fulfill({ json: fleet, headers }));
  await page.goto("/");
  const tiles = page.getByRole("article");
  await expect(tiles).toHaveCount(clusters.length);

  const touched = await page.evaluateHandle(() => {
    const ids = new Set<string>();
    const note = ({ target }: MutationRecord) => {
      const element = target instanceof Element ? target : target.parentElement;
      // Every age counts on.
      if (element?.closest('[aria-label^="Reading: "]')) return;
      const link = element?.closest("article")?.querySelector<HTMLElement>("[data-cluster-id]");
      if (link) ids.add(link.dataset.clusterId ?? "");
      else if (element?.querySelector("article")) ids.add("the list");
    };
    const observer = new MutationObserver((records) => records.forEach(note));
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    return ids;
  });
  fleet = { ...exampleFleet({ clusters: clusters.with(17, clusterOf(17, 7)) }), revision: "after" };
  await page.clock.fastForward(POLL_MS);
  await expect(tiles.nth(17)).toContainText("7 of 8 nodes ok");
  expect(await touched.evaluate((ids) => [...ids])).toEqual(["shadeform~17"]);
});
