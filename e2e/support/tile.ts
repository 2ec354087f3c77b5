import type { Locator, Page } from "@playwright/test";

/** A cluster's tile, or its row in a phone's list. */
export function tileOf(page: Page, clusterName: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("link", { name: clusterName, exact: true }) });
}

/** The path of the page that shows one cluster. */
export function clusterPath(clusterId: string): string {
  return `/clusters/${encodeURIComponent(clusterId)}`;
}
