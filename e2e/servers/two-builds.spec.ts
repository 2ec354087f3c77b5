import { expect, type Page, test } from "@playwright/test";
import type { AppProcess } from "../support/app-process";
import { startFrontProxy } from "../support/front-proxy";
import { changedBuild } from "../support/other-build";
import { newDatabase } from "../support/shared-postgres";
import { prepareServers } from "./several-servers";

/** The addresses of this program's own files that were not answered. */
function missingFiles(page: Page): string[] {
  const missing: string[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/_next/static/") && response.status() !== 200) missing.push(response.url());
  });
  return missing;
}

/** Waits until one server answers with the files of another's pages. */
async function untilKnown(of: AppProcess, by: AppProcess): Promise<void> {
  const ownFile = async () => /\/_next\/static\/[^"]+\.js/.exec(await (await fetch(of.url)).text())?.[0] ?? "";
  await expect.poll(ownFile).not.toBe("");
  const path = await ownFile();
  await expect.poll(async () => (await fetch(by.url + path)).status).toBe(200);
}

test("while two builds answer in turn each page finds its files, and one of the old build does when no server has them any more", async ({
  browser,
}) => {
  const environment = { CLUSTERDECK_DEMO: "off" };
  await using servers = await prepareServers({ databaseUrl: await newDatabase(), environment });
  const [before, after] = await Promise.all([servers.start({}), servers.start({}, changedBuild())]);
  // A server is ready once it has stored its own files, and knows those of another a moment later.
  await untilKnown(before, after);
  await untilKnown(after, before);
  let inTurn = [before.url, after.url];
  let turn = 0;
  await using balancer = await startFrontProxy(() => inTurn[turn++ % inTurn.length] ?? "");

  /** Opens a page that this server makes; the other one is asked for the first of its files, and so on. */
  const openFrom = async ({ url }: AppProcess) => {
    const page = await browser.newPage();
    const missing = missingFiles(page);
    turn = inTurn.indexOf(url);
    await page.goto(balancer.url);
    await expect(page.locator("html[data-alive]")).toBeAttached();
    expect(missing).toEqual([]);
    return { page, missing, isChanged: (await page.content()).includes("/chunks/changed-") };
  };
  const ofNewBuild = await openFrom(after);
  expect(ofNewBuild.isChanged).toBe(true);
  await ofNewBuild.page.close();
  const { page, missing, isChanged } = await openFrom(before);
  expect(isChanged).toBe(false);

  await servers.end(before, "SIGTERM");
  inTurn = [after.url];
  const late = page.waitForResponse((response) => response.url().includes("/_next/static/chunks/"));
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect((await late).headers()["content-encoding"]).toBe("gzip");
  expect(missing).toEqual([]);
});
