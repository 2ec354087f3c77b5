import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import type { Logs } from "@/lib/contract/logs";
import type { ProviderFake } from "@/lib/server/providers/spec";
import { sharedTest, test } from "../support/app";
import { clusterPath } from "../support/tile";
import { watchQuiet } from "../support/watch-quiet";

const CLUSTER = clusterPath("tensorone~cluster-gpu-a100-001");
const isLogs = (url: URL) => url.pathname.endsWith("/logs");
const log = (page: Page) => page.getByRole("listbox", { name: "Log lines" });
const lastLine = (page: Page) => log(page).getByRole("option").last();

async function openLog(page: Page) {
  await page.goto(CLUSTER);
  await page.getByRole("button", { name: "Show logs" }).click();
  await expect(log(page).getByRole("option").first()).toBeAttached();
  await log(page).scrollIntoViewIfNeeded();
}

/** Makes the provider say something else in each warning of its log. */
function rewriteWarnings(fake: ProviderFake, message: string): void {
  const { handle } = fake;
  fake.handle = async (request) => {
    const answer = await handle(request);
    const text = (await answer.text()).replaceAll(
      '"dataloader worker 3 is slow, waited 1.8 s"',
      JSON.stringify(message),
    );
    return new Response(text, answer);
  };
}

function manyLines(count: number): Logs {
  const start = Date.UTC(2026, 10, 20);
  return {
    lines: Array.from({ length: count }, (_, place) => ({
      at: new Date(start + place * 1_000).toISOString(),
      level: place % 1_000 === 0 ? "ERROR" : "INFO",
      text: `line ${place} of a long log, ${"word ".repeat(place % 30)}`,
    })),
    readAt: new Date().toISOString(),
    nextReadAt: null,
  };
}

test("a log is read only on demand, and shows text as text, without colours or secrets", async ({ page, fleet }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (isLogs(new URL(request.url()))) asked.push(request.url());
  });
  rewriteWarnings(
    fleet.fakes.tensorone,
    "\u001B[33mslow\u001B[0m <img src=x onerror=\"document.title='HOSTILE'\"> worker",
  );
  const untilQuiet = watchQuiet(page);
  await page.goto(CLUSTER);
  await expect(page.getByRole("heading", { name: "Logs" })).toBeVisible();
  await untilQuiet();
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Show logs" }).click();
  await page.getByRole("combobox", { name: "Level" }).selectOption("WARNING");
  await expect(lastLine(page)).toContainText("slow <img src=x onerror=\"document.title='HOSTILE'\"> worker");
  await expect(log(page).locator("img")).toHaveCount(0);
  await expect(page).not.toHaveTitle(/HOSTILE/);

  await page.getByRole("combobox", { name: "Level" }).selectOption("DEBUG");
  await expect(log(page)).toContainText(/\[(secret|token|password)\]/);
  expect(await page.content()).not.toContain("CANARY");
});

sharedTest(
  "a line can be found, reached with the keyboard and copied, and the whole log saved",
  async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.route(isLogs, (route) => route.fulfill({ json: manyLines(5_000) }));
    await openLog(page);
    const search = page.getByRole("searchbox", { name: "Search the log" });
    await search.fill("LINE 12");
    await expect(page.getByText("111 lines", { exact: true })).toBeVisible();
    await search.press("Enter");
    await expect(page.getByText("111 of 111 lines")).toBeVisible();
    await search.press("Enter");
    await expect(page.getByText("110 of 111 lines")).toBeVisible();
    const active = log(page).getByRole("option", { selected: true });
    await expect(active).toBeInViewport();
    await expect(active).toContainText("line 1298 ");
    await expect(active.locator("mark")).toHaveText("line 12");

    await log(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect(active).toContainText("line 1299 ");
    await page.getByRole("button", { name: "Copy line" }).click();
    await expect(page.getByText("Copied the line")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^2026-11-20T00:21:39.000Z INFO line 1299 of/,
    );

    await page.getByRole("button", { name: "Wrap" }).click();
    await page.keyboard.press("Home");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the log" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("rl-sandbox.log.txt");
    const saved = (await readFile(await file.path(), "utf8")).trimEnd().split("\n");
    expect(saved).toHaveLength(5_000);
    expect(saved[0]).toMatch(/^2026-11-20T00:00:00.000Z ERROR line 0 of/);
  },
);

sharedTest(
  "the log follows newer lines until the reader scrolls up, and again from the newest line",
  async ({ page }) => {
    await openLog(page);
    const first = await lastLine(page).textContent();
    await expect(lastLine(page)).not.toHaveText(first ?? "");
    await expect(lastLine(page)).toBeInViewport();
    await log(page).hover();
    await page.mouse.wheel(0, -3_000);
    const newest = page.getByRole("button", { name: "Jump to newest" });
    await expect(newest).toBeVisible();
    await expect(page.getByText("Paused: newer lines wait.")).toBeVisible();
    const calls: string[] = [];
    page.on("request", (request) => calls.push(new URL(request.url()).pathname));
    await page.waitForTimeout(7_000);
    expect(calls.filter((path) => path.endsWith("/logs"))).toEqual([]);
    await newest.click();
    await expect(newest).toHaveCount(0);
    await expect(lastLine(page)).toBeInViewport();
  },
);

test("a failure is a sentence, and the lines stay; an empty log says so", async ({ page, fleet }) => {
  await openLog(page);
  fleet.setFault("tensorone", "500");
  await expect(page.getByText("No newer lines can be read")).toBeVisible();
  await expect(lastLine(page)).toBeVisible();
  await page.route(isLogs, (route) => route.fulfill({ json: manyLines(0) }));
  await page.getByRole("button", { name: "Try again" }).last().click();
  await expect(page.getByText("The log of this cluster is empty.")).toBeVisible();
});

sharedTest("50,000 lines scroll with only those in view in the document, wrapped or not", async ({ page }) => {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask" });
  });
  await page.route(isLogs, (route) => route.fulfill({ json: manyLines(50_000) }));
  await openLog(page);
  await expect(lastLine(page)).toContainText("line 49999 ");
  await expect(lastLine(page)).toBeInViewport();
  for (const isWrapped of [false, true]) {
    if (isWrapped) await page.getByRole("button", { name: "Wrap" }).click();
    await log(page).focus();
    await page.keyboard.press("End");
    await expect(lastLine(page)).toContainText("line 49999 ");
    await page.evaluate(() => Reflect.get(window, "tasks").splice(0));
    await log(page).hover();
    for (let turn = 0; turn < 100; turn += 1) await page.mouse.wheel(0, -2_000);
    const tasks = await page.evaluate(() => Reflect.get(window, "tasks") as number[]);
    process.stdout.write(
      `50,000 lines, ${isWrapped ? "wrapped" : "not wrapped"}, 100 turns of the wheel: ${tasks.length} tasks over 50 ms\n`,
    );
    expect(await log(page).getByRole("option").count()).toBeLessThan(120);
    await page.keyboard.press("Home");
    await expect(log(page).getByRole("option", { selected: true })).toContainText("line 0 ");
    await expect(log(page).getByRole("option", { selected: true })).toBeInViewport();
  }
});
