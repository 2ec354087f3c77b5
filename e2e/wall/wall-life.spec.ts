import { expect, type Page, type Response } from "@playwright/test";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { sharedTest, test } from "../support/app";
import { startAppProcess } from "../support/app-process";
import { startFrontProxy } from "../support/front-proxy";
import { otherBuild } from "../support/other-build";
import {
  countOpenQuestions,
  holdNoQuestion,
  passSeconds,
  pauseClock,
  setServerAhead,
  zoneWhereItIs,
} from "../support/page-clock";
import type { ServedFleet } from "../support/served-fleet";
import { expectFitsEveryScreen } from "./wall-audit";
import { keepScreenOn } from "./wall-page";

// Most of these wait for something to grow old: beside each other, not one after the other.
test.describe.configure({ mode: "parallel" });

sharedTest.beforeEach(({ context }) => keepScreenOn(context));

const banner = (page: Page) => page.getByRole("alert").filter({ hasText: "What you see is from then" });

/** Opens the wall, waits until it lives, and marks its JavaScript context, which only a reload takes away. */
async function openWall(page: Page, search = ""): Promise<void> {
  await page.goto(`/wall${search}`);
  await expect(page.locator("main [data-view]")).toBeVisible();
  await page.evaluate(() => Reflect.set(window, "isFirstContext", true));
}

/** After this long without an answer, a wall says so at the latest. */
const MAX_SILENCE_MS = 20_000;

const isFleetAnswer = (response: Response) => new URL(response.url()).pathname === "/api/clusters";

/** If the page was reloaded, what it remembers tells why: for another build, or after a fault of its own. */
async function expectFirstContext(page: Page): Promise<void> {
  const { isFirst, remembered } = await page.evaluate(() => ({
    isFirst: Reflect.get(window, "isFirstContext") === true,
    remembered: { ...sessionStorage },
  }));
  expect(isFirst, `It remembers ${JSON.stringify(remembered)}`).toBe(true);
}

async function expectNoScrollbars(page: Page): Promise<void> {
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = await page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    return { scrollWidth, scrollHeight, clientWidth, clientHeight };
  });
  expect({ scrollWidth, scrollHeight }).toEqual({ scrollWidth: clientWidth, scrollHeight: clientHeight });
}

/** Counts how often the page is loaded from now on. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return () => loads;
}

/** Lets this many seconds of the page's clock pass, and says which builds answered meanwhile. */
async function hearAnswers(page: Page, seconds: number): Promise<string[]> {
  const builds: string[] = [];
  const note = (response: Response) => {
    if (isFleetAnswer(response)) builds.push(response.headers()["x-server-build"] ?? "");
  };
  page.on("response", note);
  await passSeconds(page, seconds);
  page.off("response", note);
  expect(builds).not.toEqual([]);
  return builds;
}

/** What the provider says of one cluster from its next poll on. */
function setStatus({ fakes: { shadeform } }: ServedFleet, status: string): void {
  const { world } = shadeform;
  shadeform.world = () => ({
    ...world(),
    clusters: world().clusters.map((cluster) =>
      cluster.name === "batch-embeddings" ? { ...cluster, status } : cluster,
    ),
  });
}

for (const fate of ["killed", "frozen"] as const) {
  test(`a server that is ${fate} leaves the last frame under a banner, and the wall continues by itself with the next one`, async ({
    page,
    app,
  }) => {
    await openWall(page);
    const frame = page.getByRole("main");
    await expect(frame).toContainText(/\d+ of \d+ reporting/);
    await expect(banner(page)).toHaveCount(0);
    process.kill(app.pid, fate === "killed" ? "SIGKILL" : "SIGSTOP");
    await expect(banner(page)).toHaveText(
      /^No answer from Clusterdeck’s server since \d+ \w+, \d\d:\d\d:\d\d [\w+-]+, for \d+ (s|min)\. What you see is from then\.$/,
    );
    const box = await banner(page).boundingBox();
    expect(box?.width).toBe(page.viewportSize()?.width);
    // It moves with the picture.
    expect(Math.abs(box?.y ?? Number.NaN)).toBeLessThanOrEqual(3);
    await expect(frame).toContainText(/None of \d+ clusters is reporting/);
    await expectNoScrollbars(page);

    if (fate === "frozen") process.kill(app.pid, "SIGCONT");
    const next = fate === "killed" ? await app.stop().then(() => app.startAgain()) : null;
    await expect(banner(page)).toHaveCount(0);
    await expect(frame).toContainText(/\d+ of \d+ reporting/);
    await expectFirstContext(page);
    await next?.stop();
  });
}

test("a new build is loaded once, and the old one stays until the new one answers", async ({ page, app }) => {
  await page.clock.install();
  await holdNoQuestion(page);
  await countOpenQuestions(page);
  await openWall(page);
  const loads = countLoads(page);
  await app.stop();
  await page.clock.runFor(MAX_SILENCE_MS);
  await expect(banner(page)).toBeVisible();
  await expectFirstContext(page);
  const next = await app.startAgain(otherBuild());
  await hearAnswers(page, 60);
  await expect.poll(loads).toBe(1);
  await expect(page.getByRole("main")).not.toBeEmpty();
  for (const build of await hearAnswers(page, 15)) expect(build).toMatch(/-anew$/);
  expect(loads()).toBe(1);
  await next.stop();
});

test("while servers of two builds answer in turn the wall stays as it is, and it is reloaded once the new build is all there is", async ({
  page,
}) => {
  const demo = { CLUSTERDECK_DEMO: "on" };
  const [before, after] = await Promise.all([startAppProcess(demo), startAppProcess(demo, otherBuild())]);
  await holdNoQuestion(page);
  await countOpenQuestions(page);
  let turn = 0;
  let inTurn = [before.url, before.url];
  const nextUrl = () => inTurn[turn++ % inTurn.length] ?? "";
  await using balancer = await startFrontProxy(nextUrl);
  await page.clock.install();
  await page.goto(`${balancer.url}/wall`);
  await expect(page.locator("main [data-view]")).toBeVisible();
  const loads = countLoads(page);

  // A minute of answers is one of the page's time, of which none passes while it waits for them.
  await pauseClock(page);
  inTurn = [before.url, after.url];
  expect(new Set(await hearAnswers(page, 5 * 60)).size).toBe(2);
  expect(loads()).toBe(0);
  inTurn = [before.url];
  await hearAnswers(page, 10);
  inTurn = [after.url];
  await before.stop();
  await hearAnswers(page, 55);
  expect(loads()).toBe(0);
  await hearAnswers(page, 25);
  await expect.poll(loads).toBe(1);
  await page.clock.resume();
  await expect(page.locator("main [data-view]")).toBeVisible();
  await hearAnswers(page, 2 * 60);
  expect(loads()).toBe(1);
  await after.stop();
});

test("a new build waits while people must see that a cluster has just gone down", async ({ page, app, fleet }) => {
  await page.clock.install();
  await holdNoQuestion(page);
  await countOpenQuestions(page);
  await openWall(page);
  setStatus(fleet, "error");
  await expect(page.getByRole("main").locator('[data-mark="down"]').filter({ hasText: "batch" })).toBeVisible();
  await app.stop();
  const next = await app.startAgain(otherBuild());
  const answer = page.waitForResponse((response) => (response.headers()["x-server-build"] ?? "").endsWith("-anew"));
  await answer;
  await expect(banner(page)).toHaveCount(0);
  await hearAnswers(page, 75);
  await expectFirstContext(page);

  const loads = countLoads(page);
  await setServerAhead(page, 10 * MINUTE_MS);
  await expect.poll(loads).toBe(1);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await next.stop();
});

sharedTest("once a night the wall reloads itself, at its own minute and only once", async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    Math.random = () => 0;
  });
  await openWall(page, `?zone=${encodeURIComponent(zoneWhereItIs(3))}`);
  await page.clock.runFor(20_000);
  await expectFirstContext(page);
  const loads = countLoads(page);
  await page.clock.fastForward("13:00:00");
  await expect.poll(loads).toBe(1);
  await expect(page.getByRole("main")).not.toBeEmpty();
  await page.clock.runFor(30_000);
  expect(loads()).toBe(1);
});

sharedTest("neither a jump of the machine's clock nor its sleep makes the wall lie", async ({ page }) => {
  await page.clock.install();
  // At night, it might reload after a sleep.
  await openWall(page, `?zone=${encodeURIComponent(zoneWhereItIs(12))}`);
  for (const jumpMs of [-HOUR_MS, HOUR_MS]) {
    await page.clock.setSystemTime(Date.now() + jumpMs);
    await page.clock.runFor(1_000);
    await expect(page.getByRole("main")).not.toContainText(/-\s?\d+ (s|min|h)\b/);
    await page.waitForResponse(isFleetAnswer);
    await page.clock.runFor(6_000);
    await expect(banner(page)).toHaveCount(0);
  }
  // All timers stand still and then fire once, as they do on a machine that slept.
  await page.clock.fastForward("08:00:00");
  await page.waitForResponse(isFleetAnswer);
  await page.clock.runFor(2_000);
  await expect(banner(page)).toHaveCount(0);
  await expectFirstContext(page);
});

test("nothing burns in, and no pointer stays", async ({ page, app }) => {
  await page.clock.install();
  await openWall(page);
  await pauseClock(page);
  const cursor = () => page.evaluate(() => getComputedStyle(document.elementFromPoint(99, 99) ?? document.body).cursor);
  await page.mouse.move(50, 50);
  expect(await cursor()).not.toBe("none");
  await page.clock.runFor(3_000);
  await expect.poll(cursor).toBe("none");
  await page.mouse.move(99, 99);
  await expect.poll(cursor).not.toBe("none");

  // The picture moves with the server's time, which the page continues by itself while the server is away.
  await page.clock.resume();
  await app.stop();
  const places = new Set<string>();
  for (let minute = 0; minute < 11; minute += 1) {
    places.add(JSON.stringify(await page.getByRole("main").boundingBox()));
    await expectNoScrollbars(page);
    await page.clock.fastForward(60_000);
  }
  expect(places.size).toBeGreaterThan(2);
});

sharedTest("night dimming follows the screen's time zone", async ({ page }) => {
  const hour = new Date().getUTCHours();
  const dim = (from: number, to: number) => `?zone=UTC&dim=${(from + 24) % 24}-${to % 24}`;
  await openWall(page, dim(hour, hour + 2));
  await expect(page.locator("[data-dimmed]")).toHaveCount(1);
  await openWall(page, dim(hour + 2, hour + 4));
  await expect(page.locator("[data-dimmed]")).toHaveCount(0);
});

sharedTest("the wall says when its browser does not keep the screen on", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "wakeLock", { value: undefined }));
  await openWall(page);
  await expect(page.getByText("Turn off sleep on this screen: this browser cannot prevent it.")).toBeVisible();
  await expectNoScrollbars(page);
});

sharedTest("a fault of the page is reported in large type, and the page reloads itself", async ({ page }) => {
  await page.clock.install();
  await openWall(page, "?dim=22-7");
  await pauseClock(page);
  const loads = countLoads(page);
  await page.evaluate(() => {
    Object.defineProperty(Intl.DateTimeFormat.prototype, "format", {
      get: () => {
        throw new Error("A planted fault.");
      },
    });
  });
  await page.clock.runFor(2_000);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Something went wrong on this page");
  await expect(page.getByText("A planted fault.")).toBeVisible();
  await expectFitsEveryScreen(page, "a fault");
  await page.clock.runFor(10_000);
  await expect.poll(loads).toBe(1);
  await expect(page.getByRole("heading", { name: "fault" })).toHaveCount(0);
  await expect(page.getByRole("main")).not.toBeEmpty();
});
