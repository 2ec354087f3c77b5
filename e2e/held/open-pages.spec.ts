import { setTimeout as sleep } from "node:timers/promises";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { type FrontProxy, startFrontProxy } from "../support/front-proxy";
import { clusterPath, tileOf } from "../support/tile";
import { keepScreenOn } from "../wall/wall-page";
import { ON_DEMAND, type QuietFleet, startQuietFleet } from "./quiet-fleet";
import { type Asking, isHoldable, watch, watchAsking, watchRenders } from "./watched-page";

/** Long enough for each account to be read twice, and for each page to ask twice at least. */
const WATCHED_MS = 15 * SECOND_MS;
/** How often a page asks if nothing holds its questions. */
const POLL_MS = 5 * SECOND_MS;

interface OpenPage {
  name: string;
  page: Page;
  asking: Asking;
}

async function open(context: BrowserContext, name: string, url: string): Promise<OpenPage> {
  const page = await context.newPage();
  await watchRenders(page);
  const asking = watchAsking(page);
  await page.goto(url);
  await expect(
    page.getByText("on-demand-1").or(page.getByText("one-0")).or(page.getByText("Cluster 1")).first(),
  ).toBeVisible();
  return { name, page, asking };
}

const hasHeld = ({ asking }: OpenPage) => asking.pending().some(isHoldable);

async function untilHeld(opened: OpenPage): Promise<void> {
  await expect.poll(() => hasHeld(opened), { intervals: [50], message: `${opened.name} waits` }).toBe(true);
}

test("a quiet fleet costs an open page nothing, whatever is in between, and a change is on it at once", async ({
  browser,
}) => {
  await using fleet = await startQuietFleet();
  const { app } = fleet;
  await using buffering = await startFrontProxy(app.url);
  await using tagless = await startFrontProxy(app.url, { drops: ["etag"] });
  await using ageless = await startFrontProxy(app.url, { drops: ["x-fleet-seen", "x-fleet-month"] });
  await using unheld = await startFrontProxy(app.url, { dropsQuery: true });
  const newContext = async () => {
    const context = await browser.newContext();
    await keepScreenOn(context);
    return context;
  };
  const guest = await (await newContext()).request.post(`${app.url}/api/share-links`, {
    headers: { Origin: app.url },
    data: { name: "Guests", kind: "link", scope: {}, show: { costs: true, names: true } },
  });
  const id = await quietClusterId(app.url);
  const wall = await open(await newContext(), "a wall", `${app.url}/wall?views=fleet`);
  const direct = [
    wall,
    await open(await newContext(), "the fleet", app.url),
    await open(await newContext(), "a cluster", `${app.url}${clusterPath(id)}`),
    await open(await newContext(), "a guest", (await guest.json()).url),
  ];
  const behind = async (name: string, { url }: FrontProxy) => open(await newContext(), name, url);
  const held = [...direct, await behind("a buffering proxy", buffering)];
  const polling = [
    await behind("a proxy without tags", tagless),
    await behind("a proxy without ages", ageless),
    await behind("a proxy that cannot hold", unheld),
  ];
  const all = [...held, ...polling];

  await test.step("nothing is sent and nothing rendered while nothing happens", async () => {
    await untilQuiet(app.url);
    for (const opened of held) await untilHeld(opened);
    // A wall hides its pointer once nobody has moved it for a moment.
    await expect(wall.page.locator("[class*=cursor-none]")).toBeVisible();
    const reports = await Promise.all(all.map(({ page }) => watch(page)));
    for (const { asking } of all) asking.forget();
    const watchedFrom = performance.now();
    await sleep(WATCHED_MS);
    const maxPolls = Math.floor((performance.now() - watchedFrom) / POLL_MS) + 1;
    // At once, since each of them goes on while the others are looked at.
    const heard = all.map(({ asking }) => ({ ...asking.asked(), statuses: asking.statuses() }));
    const reported = await Promise.all(reports.map((report) => report()));
    for (const [index, { name }] of all.entries()) {
      const [watched, asked] = [reported[index], heard[index]];
      expect.soft({ name, changes: watched?.changes }).toEqual({ name, changes: [] });
      expect.soft({ name, follows: (watched?.falls ?? 0) > 0 }).toEqual({ name, follows: true });
      // What a cluster's page asks besides is no part of the fleet.
      if (name !== "a cluster")
        expect.soft({ name, renders: watched?.rendersBetweenTicks }).toEqual({ name, renders: 0 });
      if (held.some((each) => each.name === name)) {
        expect.soft({ name, statuses: new Set(asked?.statuses) }).toEqual({ name, statuses: new Set([304]) });
        expect.soft({ name, areHeld: asked?.holdable === asked?.all }).toEqual({ name, areHeld: true });
      } else expect.soft({ name, polls: (asked?.all ?? 0) <= maxPolls }).toEqual({ name, polls: true });
    }
  });

  await test.step("a change is the answer to the question that was held", async () => {
    const missing = new Set(held.filter(({ name }) => name !== "a cluster"));
    let cents = 1_000;
    await expect(async () => {
      cents += 100;
      fleet.setPrice(cents);
      const answers = [...missing].map(async (opened) => {
        await untilHeld(opened);
        const answer = await opened.page.waitForResponse((response) => isHoldable(response.url()));
        if (answer.status() === 200) missing.delete(opened);
      });
      await readNow(fleet);
      await Promise.all(answers);
      expect([...missing].map(({ name }) => name)).toEqual([]);
    }).toPass({ intervals: [5_500] });
    const price = `$${(cents / 100).toFixed(2)}/h`;
    for (const { page } of all.filter(({ name }) => name !== "a cluster" && name !== "a wall" && name !== "a guest"))
      await expect(tileOf(page, ON_DEMAND.clusterName)).toContainText(price);
  });
});

async function readNow({ app }: QuietFleet): Promise<void> {
  const answer = await fetch(`${app.url}/api/accounts/${ON_DEMAND.id}/refresh`, {
    method: "POST",
    headers: { Origin: app.url },
  });
  expect(answer.status).toBe(202);
}

async function quietClusterId(url: string): Promise<string> {
  const { clusters } = await readFleet(url);
  return clusters[0].id;
}

/** A server that has just started says more with its first readings, and with what the history has of them: at the latest after a minute. */
async function untilQuiet(url: string): Promise<void> {
  await expect.poll(async () => (await readFleet(url)).clusters.every(isRecorded)).toBe(true);
}

function isRecorded({ recentRates }: { recentRates?: unknown }): boolean {
  return recentRates !== undefined;
}

async function readFleet(url: string) {
  return await (await fetch(`${url}/api/clusters`)).json();
}
