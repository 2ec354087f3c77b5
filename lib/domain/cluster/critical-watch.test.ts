import { expect, it } from "vitest";
import { createCriticalWatch } from "./critical-watch";

const NOW = Date.UTC(2026, 10, 20, 15);
const cluster = (id: string, health: "healthy" | "unhealthy") => ({
  ...{ id, health, status: "running" as const, rate: { billing: "full" as const } },
});

it("reports news for ten minutes after a cluster went down", () => {
  const watch = createCriticalWatch();
  watch.see([cluster("a", "healthy")], NOW);
  expect(watch.hasNews(NOW)).toBe(false);
  watch.see([cluster("a", "unhealthy")], NOW + 5_000);
  expect(watch.hasNews(NOW + 5_000)).toBe(true);
  watch.see([cluster("a", "unhealthy")], NOW + 300_000);
  expect(watch.hasNews(NOW + 604_999)).toBe(true);
  expect(watch.hasNews(NOW + 605_000)).toBe(false);
});

it("reports no news of a cluster that was down before, or that comes up again", () => {
  const watch = createCriticalWatch();
  watch.see([cluster("a", "unhealthy"), cluster("b", "healthy")], NOW);
  watch.see([cluster("a", "healthy"), cluster("b", "healthy")], NOW);
  expect(watch.hasNews(NOW)).toBe(false);
});

it("reports news of a second cluster while the first is down", () => {
  const watch = createCriticalWatch();
  watch.see([cluster("a", "unhealthy")], NOW);
  watch.see([cluster("a", "unhealthy"), cluster("b", "unhealthy")], NOW + 1);
  expect(watch.hasNews(NOW + 1)).toBe(true);
});
