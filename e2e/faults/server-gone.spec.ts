import { expect, type Page } from "@playwright/test";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { test } from "../support/app";
import { shownSize } from "../support/fleet-size";
import { pauseClock } from "../support/page-clock";
import { clusterPath, tileOf } from "../support/tile";

// Intervals below 7 s count as 7 s, since the page itself asks every 5 s: late after 14 s, stale after 35 s.
test.use({ environment: { CLUSTERDECK_POLL_INTERVAL_MS: "5000" } });

const banner = (page: Page) => page.getByRole("alert").filter({ hasText: "server has not answered since" });

async function openFleet(page: Page): Promise<void> {
  await page.clock.install();
  await page.goto("/");
  await expect(tileOf(page, "train-llama-7")).toContainText("8 of 8 nodes ok");
  await expect(banner(page)).toHaveCount(0);
  await pauseClock(page);
}

/** A server that is silent is told of after two held questions, one that is gone after two polls. */
const MAX_SILENCE_MS = { frozen: 20_000, killed: 12_000 };

async function expectOldPage(page: Page, fate: keyof typeof MAX_SILENCE_MS): Promise<void> {
  // The last answer was before that time, and this is the longest that it may go untold.
  await page.clock.runFor(MAX_SILENCE_MS[fate]);
  await expect(banner(page)).toHaveText(
    /^Clusterdeck’s server has not answered since \d\d:\d\d:\d\d\. What you see is from then\. Retrying…$/,
  );
  const box = await banner(page).boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: page.viewportSize()?.width });
  const tile = tileOf(page, "train-llama-7");
  await expect(page.getByText("was $").first()).toBeVisible();
  if (fate === "killed") await page.clock.fastForward(3_000);
  await expect(tile).toContainText(/late \d+ s/);

  await page.clock.fastForward(21_000);
  await expect(tile).toContainText(/STALE \d+ (s|min)/);
  await expect(tile).toContainText("Was running");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    `None of ${await shownSize()} clusters is reporting`,
  );
  await expect(page.locator("article[data-mark=healthy]")).toHaveCount(0);
}

async function expectLivePage(page: Page): Promise<void> {
  await page.clock.resume();
  await expect(banner(page)).toHaveCount(0);
  await expect(tileOf(page, "train-llama-7")).not.toContainText("STALE");
  await expect(tileOf(page, "train-llama-7")).toContainText("Running");
}

test("a server that is frozen makes the page old within twenty seconds, and the page recovers with it", async ({
  page,
  app,
}) => {
  await openFleet(page);
  process.kill(app.pid, "SIGSTOP");
  try {
    await expectOldPage(page, "frozen");
  } finally {
    process.kill(app.pid, "SIGCONT");
  }
  await expectLivePage(page);
});

test("a server that is killed makes the page old within two polls, and the page finds the next server by itself", async ({
  page,
  app,
}) => {
  await openFleet(page);
  process.kill(app.pid, "SIGKILL");
  await app.stop();
  await expectOldPage(page, "killed");
  const next = await app.startAgain();
  try {
    await expectLivePage(page);
  } finally {
    await next.stop();
  }
});

test("the page of a cluster goes old with the server as well", async ({ page, app }) => {
  await page.clock.install();
  await page.goto(clusterPath("tensorone~cluster-gpu-a100-001"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("rl-sandbox");
  process.kill(app.pid, "SIGKILL");
  await page.clock.fastForward(36_000);
  await expect(banner(page)).toBeVisible();
  await expect(page.getByText(/STALE \d+ (s|min)/)).toBeVisible();
  await expect(page.getByText("Was running").first()).toBeVisible();
});

test("a browser's clock set back an hour neither makes an age negative nor hides a dead server", async ({
  page,
  app,
}) => {
  await openFleet(page);
  process.kill(app.pid, "SIGKILL");
  await page.clock.setSystemTime(Date.now() - HOUR_MS);
  await page.clock.fastForward(2_000);
  await expect(page.getByRole("main")).not.toContainText(/-\s?\d+ (s|min|h)\b/);
  await expectOldPage(page, "killed");
});
