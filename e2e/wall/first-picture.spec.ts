import { expect, type Page, test } from "@playwright/test";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import { expectFitsEveryScreen } from "./wall-audit";
import { startWallFleet, watchErrors } from "./wall-fleet";
import { nameOf, statusIn, viewOn, waitForClusters } from "./wall-page";

const CLUSTERS = 100;
const PROGRAM = /\/_next\/static\/.*\.js/;

/** Opens a page whose program does not arrive. Its notice of that comes later, and would be in the way. */
async function openWithoutProgram(page: Page, url: string): Promise<string> {
  await page.route(PROGRAM, (route) => route.abort());
  const answer = await page.goto(url);
  await page.locator("#lifeless-notice").evaluate((notice) => notice.remove());
  return (await answer?.text()) ?? "";
}

const firstPicture = (page: Page) => page.locator("#first-picture");

test("a wall shows its headline and the worst clusters before its program has loaded, to each audience what it may see", async ({
  page,
}) => {
  const statusOf = (index: number) => statusIn(CLUSTERS, index);
  await using fleet = await startWallFleet({ clusters: CLUSTERS, nameOf, statusOf });
  const { url } = fleet.app;
  await waitForClusters(page, url, CLUSTERS);
  const made = await page.request.post(`${url}/api/share-links`, {
    headers: { Origin: url },
    data: { name: "Hall", kind: "display", scope: {} },
  });
  const link: CreatedShareLink = await made.json();
  const headline = page.getByRole("heading", { level: 1 });
  const worst = firstPicture(page).getByRole("listitem");

  for (const view of ["fleet", "problems"]) {
    await openWithoutProgram(page, `${url}/wall?views=${view}`);
    await expect(headline).toHaveText(/^29 clusters need attention.*100 of 100 reporting/);
    await expect(worst.first()).toContainText(/llama-4.*Error/);
    await expect(page.getByText(/^\$18,112\/h$/)).toBeVisible();
    await expectFitsEveryScreen(page, view);
  }

  for (const address of [link.url, `${url}/links/${link.id}/preview`]) {
    const sent = await openWithoutProgram(page, `${address}?views=fleet`);
    await expect(headline).toHaveText(/^29 clusters need attention.*100 of 100 reporting/);
    await expect(worst.first()).toContainText("Error");
    expect(sent).not.toMatch(/llama-4|run-\d/);
    await expect(firstPicture(page)).not.toContainText("$");
  }

  await page.unroute(PROGRAM);
  const errors = watchErrors(page);
  for (const address of [`${url}/wall`, link.url]) {
    await page.goto(address);
    await expect(viewOn(page)).toBeVisible();
    await expect(firstPicture(page)).toHaveCount(0);
  }
  expect(errors).toEqual([]);
});
