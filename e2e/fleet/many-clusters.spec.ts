import { expect, type Page, test } from "@playwright/test";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { shadeform } from "@/lib/server/providers/shadeform";
import { startConfiguredApp } from "../support/configured-app";

const ACCOUNTS = ["east", "north", "south", "west"];

/** 2 000 clusters of 8 nodes in four accounts. They are a month old, so no duration changes during a test. */
async function startLargeFleet() {
  const fake = shadeform.createFake({
    now: Date.now,
    startedAt: Date.now() - 30 * DAY_MS,
    fleet: { clusters: 500, nodesPerCluster: 8 },
  });
  const served = await serveFakes({ fakes: Object.fromEntries(ACCOUNTS.map((id) => [id, fake])), port: 0 });
  const accounts = ACCOUNTS.map((id) => ({
    id,
    provider: "shadeform",
    apiKey: fake.apiKey,
    baseUrl: served.urlOf(id),
  }));
  const { app, stopAndForget } = await startConfiguredApp(accounts, {
    CLUSTERDECK_POLL_INTERVAL_MS: "15000",
  });
  const stop = async () => {
    await stopAndForget();
    await served.close();
  };
  return { url: app.url, stop };
}

/** Resolves once the page has been told this many more times how the fleet is. */
async function newAnswers(page: Page, count: number): Promise<void> {
  for (let seen = 0; seen < count; seen += 1) {
    await page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/clusters");
  }
}

/** Watches the rows on screen: which of them render again, and what changes in them apart from ages. */
async function watchRows(page: Page) {
  const watch = await page.getByRole("table", { name: "Clusters" }).evaluateHandle((table) => {
    const changes: string[] = [];
    const observer = new MutationObserver((mutations) => {
      for (const { target, type } of mutations) {
        const element = target instanceof Element ? target : target.parentElement;
        if (!element?.closest("td:last-child")) changes.push(`${type} in ${element?.closest("tr")?.textContent}`);
      }
    });
    const body = table.querySelector("tbody");
    if (body) observer.observe(body, { subtree: true, childList: true, characterData: true, attributes: true });
    // React keeps the properties of the last render on the element: new ones mean that it rendered.
    const renderOf = (row: Element) => {
      const key = Object.keys(row).find((name) => name.startsWith("__reactProps$"));
      return key === undefined ? undefined : Reflect.get(row, key);
    };
    const rows = [...table.querySelectorAll("tbody tr[aria-rowindex]")].map((row) => ({ row, render: renderOf(row) }));
    return {
      report: () => ({
        rows: rows.length,
        readable: rows.filter(({ render }) => render !== undefined).length,
        renderedAgain: rows.filter(({ row, render }) => !row.isConnected || renderOf(row) !== render).length,
        changes,
      }),
    };
  });
  return () => watch.evaluate(({ report }) => report());
}

test("2 000 clusters: few rows exist, a search finds one, and what did not change does not render again", async ({
  page,
}) => {
  const fleet = await startLargeFleet();
  try {
    await expect
      .poll(async () => (await (await page.request.get(`${fleet.url}/api/clusters`)).json()).totals.reporting)
      .toBe(2_000);
    await page.goto(`${fleet.url}/?view=table&sort=name`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("2,000 of 2,000 reporting");
    const rows = page.getByRole("table", { name: "Clusters" }).getByRole("rowheader");
    await expect(rows.first()).toHaveText("cluster-0001 · east");
    expect(await rows.count()).toBeLessThan(60);

    // On the first day the history begins a few seconds late; its words then move the table by a line.
    await expect(page.getByText(/^since \d+ \w+/)).toBeVisible();
    await newAnswers(page, 1);
    const report = await watchRows(page);
    await newAnswers(page, 2);
    const { rows: watched, readable, renderedAgain, changes } = await report();
    expect(watched).toBeGreaterThan(10);
    expect(readable).toBe(watched);
    expect(changes).toEqual([]);
    expect(renderedAgain).toBe(0);

    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(rows.last()).toHaveText(/^cluster-0500 · \w+$/);
    expect(await rows.count()).toBeLessThan(60);

    await page.getByRole("searchbox", { name: "Search clusters" }).fill("cluster-0420 west");
    await expect(rows).toHaveText(["cluster-0420 · west"]);
    await page.getByRole("button", { name: "Tiles", exact: true }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "cluster-0420" })).toHaveCount(1);
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await expect(page.getByRole("list", { name: "Clusters" }).getByRole("listitem").first()).toBeVisible();
    expect(await page.getByRole("list", { name: "Clusters" }).getByRole("listitem").count()).toBeLessThan(100);
  } finally {
    await fleet.stop();
  }
});
