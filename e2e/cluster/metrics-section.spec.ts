import { expect, type Page, type Route } from "@playwright/test";
import { formatMetric } from "@/components/metrics/metric-words";
import type { Metrics } from "@/lib/contract/metrics";
import { METRICS_WINDOW_MS } from "@/lib/domain/cluster/metrics";
import { sharedTest, test } from "../support/app";
import { clusterPath } from "../support/tile";
import { watchQuiet } from "../support/watch-quiet";

const MEASURED = clusterPath("tensorone~cluster-gpu-a100-001");
const UNMEASURED = clusterPath("shadeform~00000001-6c54-4b01-90e6-000000000000");
const isMetrics = (url: URL) => url.pathname.endsWith("/metrics");
const figures = (page: Page) => page.getByRole("list", { name: "Metrics" });
const figureOf = (page: Page, label: string) =>
  figures(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: label, exact: true }) });

/** Changes what the server answers before the page gets it. */
function change(page: Page, changed: (metrics: Metrics) => Metrics) {
  return page.route(isMetrics, async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: changed(await response.json()) });
  });
}

sharedTest(
  "a cluster that is measured shows each value with its past; another shows neither, and loads no charts",
  async ({ page }) => {
    const scripts: string[] = [];
    page.on("response", async (response) => {
      if (response.request().resourceType() === "script") scripts.push(await response.text().catch(() => ""));
    });
    const hasRecharts = () => scripts.some((source) => source.includes("recharts-wrapper"));
    const untilQuiet = watchQuiet(page);
    await page.goto(UNMEASURED);
    await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
    await untilQuiet();
    await expect(page.getByRole("heading", { name: "Metrics" })).toHaveCount(0);
    expect(hasRecharts()).toBe(false);

    let answered: Metrics | null = null;
    // Measured values change, and the page asks for them again.
    await change(page, (metrics) => {
      answered ??= metrics;
      return answered;
    });
    await page.goto(MEASURED);
    const shown = () => answered?.current ?? [];
    await expect.poll(() => shown().length).toBeGreaterThan(5);
    const current = shown();
    for (const { label, value, unit } of current) {
      await expect(figureOf(page, label)).toContainText(formatMetric(value, unit));
    }
    await expect(page.locator(".recharts-area-curve")).toHaveCount(current.length);
    await expect.poll(hasRecharts).toBe(true);
    await expect(page.getByText("History kept by TensorOne.")).toBeVisible();
  },
);

sharedTest(
  "window and table are in the address; one crosshair points into every chart, by pointer and by key",
  async ({ page }) => {
    await page.goto(MEASURED);
    await page.getByRole("group", { name: "Metrics period" }).getByRole("button", { name: "24 h" }).click();
    await expect(page).toHaveURL(/metrics=24h/);
    const power = page.getByRole("slider", { name: "GPU power" });
    await power.focus();
    await page.keyboard.press("Home");
    await expect(power).toHaveAttribute("aria-valuetext", / W, /);
    const times = figures(page).getByText(/^\d+ \w+, \d\d:\d\d$/);
    await expect(times).toHaveCount(await figures(page).getByRole("slider").count());
    await page.keyboard.press("Escape");
    await expect(times).toHaveCount(0);

    await page.getByRole("group", { name: "Show metrics as" }).getByRole("button", { name: "Table" }).click();
    await page.reload();
    const table = page.getByRole("region", { name: "Metrics: table" });
    await expect(table.getByRole("columnheader")).toContainText(["From", "GPU utilization"]);
    await expect(table.getByRole("row")).toHaveCount(26);
  },
);

sharedTest(
  "time without measurements is a gap, not a line; alerts stand above, each with its word",
  async ({ page }) => {
    await change(page, (metrics) => ({
      ...metrics,
      series: metrics.series.map((series) => ({
        ...series,
        points: series.points.filter((_, place) => place < 60 || place > 120),
      })),
      alerts: [
        { severity: "info", title: "a driver is old", since: null },
        { severity: "critical", title: "GPU 3 fell off the bus", since: "2026-11-20T15:00:00.000Z" },
        { severity: "warning", title: "GPU 2 is hot", since: null },
      ],
    }));
    await page.goto(MEASURED);
    await expect(page.getByRole("list", { name: "Alerts from TensorOne" }).getByRole("listitem")).toContainText([
      /^Critical.*GPU 3 fell off the bus.*since/,
      /^Warning.*GPU 2 is hot/,
      /^Info.*a driver is old/,
    ]);
    const curve = page.locator(".recharts-area-curve").first();
    await expect(curve).toHaveAttribute("d", /^M[^M]+M[^M]+$/);
    await figures(page).getByRole("slider").first().hover();
    await expect(figures(page).getByText("Not measured").first()).toBeVisible();
  },
);

test("a provider that keeps no history, or refuses, leaves its values and a sentence", async ({ page, fleet }) => {
  fleet.fakes.tensorone.historicalShape = null;
  await page.goto(MEASURED);
  await expect(page.getByText(/^Recorded by Clusterdeck(?: about every \d+ (?:s|min))?, since /)).toBeVisible();
  fleet.fakes.tensorone.refuses = new Set(["metrics"]);
  await page.getByRole("button", { name: "6 h", exact: true }).click();
  await expect(page.getByText("may not read", { exact: false }).first()).toBeVisible();
  await expect(figureOf(page, "GPU utilization")).toContainText("%");
});

test("a provider that hangs is named, and does not keep samples from being shown", async ({ page, fleet }) => {
  fleet.fakes.tensorone.historicalShape = null;
  await page.goto(MEASURED);
  await expect(page.getByText(/^Recorded by Clusterdeck/)).toBeVisible();
  fleet.setFault("tensorone", "hang");
  await page.goto(`${MEASURED}?metrics=6h`);
  await expect(page.getByText(/TensorOne (?:has not answered yet|did not finish answering)/).first()).toBeVisible();
  await expect(page.getByText(/^Recorded by Clusterdeck/)).toBeVisible();
  await expect(figureOf(page, "GPU utilization")).toContainText("%");
});

sharedTest(
  "a month and a year are offered once samples go back that far, and are drawn from them",
  async ({ page }) => {
    const since = "2026-01-01T00:00:00.000Z";
    await change(page, (metrics) => ({ ...metrics, recording: { ...metrics.recording, since } }));
    await page.goto(MEASURED);
    const windows = page.getByRole("group", { name: "Metrics period" });
    await windows.getByRole("button", { name: "1 y" }).click();
    await expect(page).toHaveURL(/metrics=1y/);
    await expect(page.getByText(/^Recorded by Clusterdeck/)).toBeVisible();
    await expect(page.locator(".recharts-area-curve").first()).toBeAttached();
    await page.unroute(isMetrics);
    await page.goto(MEASURED);
    await expect(figureOf(page, "GPU utilization")).toContainText("%");
    await expect(windows.getByRole("button")).toHaveText(["1 h", "6 h", "24 h", "7 d"]);
  },
);

sharedTest("unavailable metrics are a sentence, and so are metrics that were never measured", async ({ page }) => {
  await page.route(isMetrics, (route) =>
    route.fulfill({ status: 502, json: { code: "timeout", detail: "TensorOne did not answer in time." } }),
  );
  await page.goto(MEASURED);
  await expect(page.getByText("TensorOne did not answer in time.")).toBeVisible();
  await expect(figures(page)).toHaveCount(0);
  await page.unroute(isMetrics);
  await change(page, (metrics) => ({ ...metrics, current: [], series: [], alerts: [] }));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("TensorOne is not sending any metrics for this cluster right now.")).toBeVisible();
});

test("values that have not been confirmed for minutes are no longer shown as current", async ({ page, app }) => {
  await page.clock.install();
  await page.goto(MEASURED);
  await expect(figureOf(page, "GPU utilization")).toBeVisible();
  await expect(figureOf(page, "GPU utilization")).not.toContainText("was");
  process.kill(app.pid, "SIGKILL");
  await page.clock.fastForward(240_000);
  await expect(figureOf(page, "GPU utilization")).toContainText("was");
});

sharedTest("10,000 points per line are thinned to what a chart can draw, with their peak", async ({ page }) => {
  const points = 10_000;
  await change(page, (metrics) => ({
    ...metrics,
    series: metrics.series.map((series) => {
      const end = Date.parse(metrics.observedAt);
      const stepMs = METRICS_WINDOW_MS["1h"] / points;
      return {
        ...series,
        unit: "W",
        points: Array.from({ length: points }, (_, place): [string, number] => [
          new Date(end - (points - 1 - place) * stepMs).toISOString(),
          place === 4_321 ? 5_000 : 200 + (place % 9),
        ]),
      };
    }),
  }));
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(MEASURED);
  const curves = page.locator(".recharts-area-curve");
  await expect(curves).toHaveCount(8);
  for (const curve of await curves.all()) {
    const drawn = (await curve.getAttribute("d"))?.split("L").length ?? 0;
    expect(drawn).toBeGreaterThan(100);
    expect(drawn).toBeLessThanOrEqual(400);
  }
  const slider = figures(page).getByRole("slider").first();
  await slider.focus();
  await page.keyboard.press("Home");
  const spoken: (string | null)[] = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("PageUp");
    spoken.push(await slider.getAttribute("aria-valuetext"));
  }
  expect(new Set(spoken).size).toBeGreaterThan(30);
  const tasks = await page.evaluate(() => Reflect.get(window, "tasks") as number[]);
  process.stdout.write(
    `8 × ${points} points: long tasks of ${tasks.map((ms) => ms.toFixed(0)).join(", ") || "none"} ms\n`,
  );
});
