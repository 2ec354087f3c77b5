import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { HAS_PROMTOOL, promtool, WITHOUT_PROMTOOL } from "@/lib/testing/prometheus/promtool";
import { dashboardQueries, RULES_FILE, readDashboard, ruleQueries } from "@/lib/testing/prometheus/shipped-queries";

/** All series of ours, as the fixture of a small fleet has them, without what histograms add. */
const known = new Set(
  [
    ...readFileSync("lib/server/exposition/fixtures/example-fleet.prometheus.txt", "utf8").matchAll(
      /^# TYPE (clusterdeck_\w+)/gm,
    ),
  ].map(([, name]) => name ?? ""),
);

/** The variable, as Grafana writes it. */
const CHOSEN = ["$", "{datasource}"].join("");

function unknownIn(text: string): string[] {
  const named = [...text.matchAll(/\bclusterdeck_[a-z_]+\b/g)].map(([name]) =>
    name.replace(/_(bucket|sum|count)$/, ""),
  );
  return [...new Set(named)].filter((name) => !known.has(name));
}

it.skipIf(!HAS_PROMTOOL)(`the rules fire when they should, and otherwise not${WITHOUT_PROMTOOL}`, () => {
  expect(promtool(["check", "rules", RULES_FILE])).toBe("");
  expect(promtool(["test", "rules", "docs/grafana/alerts.test.yaml"])).toBe("");
});

it("dashboard and rules ask for series that there are", () => {
  const queries = [...dashboardQueries(), ...ruleQueries()];
  expect(queries.length).toBeGreaterThan(40);
  expect(queries.flatMap(({ expression }) => unknownIn(expression))).toEqual([]);
  expect(unknownIn("sum(clusterdeck_planted)")).toEqual(["clusterdeck_planted"]);
});

it("the page about metrics explains each series, and none that does not exist", () => {
  const page = readFileSync("docs/metrics.md", "utf8");
  const explained = [...page.matchAll(/^\| `(clusterdeck_\w+)` \|/gm)].map(([, name]) => name);
  expect(explained.toSorted()).toEqual([...known].toSorted());
});

it("the dashboard asks whichever Prometheus is chosen, and no panel covers another", () => {
  const { panels, templating } = readDashboard();
  expect(templating.list).toContainEqual(expect.objectContaining({ name: "datasource", type: "datasource" }));
  const asked = panels.flatMap(({ datasource, targets = [] }) => [datasource, ...targets.map((one) => one.datasource)]);
  for (const one of asked) if (one !== undefined) expect(one.uid).toBe(CHOSEN);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
});
