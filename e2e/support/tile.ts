import type { Locator, Page } from "@playwright/test";

/** A cluster among the tiles, or in a phone's list. */
export function tileOf(page: Page, clusterName: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("link", { name: clusterName, exact: true }) });
}

/** Where a page shows one cluster. */
export function clusterPath(clusterId: string): string {
  return `/clusters/${encodeURIComponent(clusterId)}`;
}
