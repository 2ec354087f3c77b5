import { expect, type Page } from "@playwright/test";
import type { Cluster, Fleet } from "@/lib/contract/fleet";
import { exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";
import { sharedTest } from "../support/app";

const NOW = Date.parse("2026-11-20T15:00:04.000Z");
const POLL_MS = 5_000;

function clusterOf(index: number, healthy = 8): Cluster {
  const nodes = { total: 8, healthy, unhealthy: 8 - healthy, unknown: 0 };
  return { ...exampleCluster, id: `shadeform~${index}`, name: `train-${index}`, nodes };
}

function fleetOf(count: number, revision: string, unhealthy: number | null = null): Fleet {
  const clusters = Array.from({ length: count }, (_, index) => clusterOf(index, index === unhealthy ? 7 : 8));
  return { ...exampleFleet({ clusters }), revision };
}

sharedTest("a change of one cluster touches its tile and no other", async ({ page }) => {
  const answer = await openFleet(page, fleetOf(40, "before"));
  await expectOneTouched(page, () => answer(fleetOf(40, "after", 4)));
});

sharedTest("nor in a large fleet, which is read beside the page", async ({ page }) => {
  const answer = await openFleet(page, fleetOf(300, "before"));
  expect(page.workers()).toHaveLength(0);
  // The thread is begun with the first change, which the page still reads itself.
  await answer(fleetOf(300, "next", 0));
  await expect(page.getByRole("article").first()).toContainText("7 of 8 nodes ok");
  expect(page.workers()).toHaveLength(1);
  await answer(fleetOf(300, "before"));
  await expect(page.getByRole("article").first()).toContainText("8 of 8 nodes ok");
  await expectOneTouched(page, () => answer(fleetOf(300, "after", 4)));
});

/** Returns how to let the page have another answer. */
async function openFleet(page: Page, first: Fleet): Promise<(next: Fleet) => Promise<void>> {
  let fleet = first;
  const headers = { "X-Server-Time": new Date(NOW).toISOString() };
  await page.clock.install();
  await page.route(/\/api\/clusters(\?|$)/, (route) => route.fulfill({ json: fleet, headers }));
  await page.goto("/");
  await expect(page.getByRole("article").first()).toBeVisible();
  return async (next) => {
    fleet = next;
    await page.clock.fastForward(POLL_MS);
  };
}

async function expectOneTouched(page: Page, change: () => Promise<void>): Promise<void> {
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
  await change();
  await expect(page.getByRole("article").filter({ hasText: "7 of 8 nodes ok" })).toHaveCount(1);
  expect(await touched.evaluate((ids) => [...ids])).toEqual(["shadeform~4"]);
}
