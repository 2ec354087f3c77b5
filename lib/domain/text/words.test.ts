import { describe, expect, test } from "vitest";
import type { Marked } from "../cluster/mark";
import { usdMicrosPerHour } from "../money/cost";
import { statusWords, statusWordsSince } from "./words";

const running: Marked = { status: "running", health: "healthy", billing: "full", freshness: "fresh" };

describe("words for a status", () => {
  test.each<[Partial<Marked>, string]>([
    [{}, "Running"],
    [{ status: "provisioning", health: "unknown" }, "Provisioning"],
    [{ status: "degraded" }, "Degraded"],
    [{ health: "degraded" }, "Degraded"],
    [{ health: "unhealthy" }, "Unhealthy"],
    [{ status: "error", health: "unknown" }, "Error"],
    [{ health: "unknown" }, "Running, health unknown"],
    [{ status: "unknown", health: "healthy" }, "Unknown"],
    [{ status: "stopped", billing: "full" }, "Stopped, still billed"],
    [{ status: "stopped", billing: "unknown" }, "Stopped, may be billed"],
    [{ status: "stopped", billing: "none" }, "Stopped"],
    [{ status: "terminated", billing: "unknown" }, "Terminated"],
    [{ freshness: "late" }, "Running"],
    [{ freshness: "stale" }, "Was running"],
    [{ freshness: "stale", health: "unhealthy" }, "Was unhealthy"],
    [{ freshness: "unknown" }, "Never read"],
  ])("%o is %s", (change, words) => {
    expect(statusWords({ ...running, ...change })).toBe(words);
  });

  test("put the duration beside the status it belongs to", () => {
    expect(statusWordsSince({ ...running, status: "degraded" }, "42 min")).toBe("Degraded 42 min");
    expect(statusWordsSince({ ...running, status: "stopped" }, "3 d")).toBe("Stopped 3 d, still billed");
  });

  test("say what a stopped cluster costs where that needs attention", () => {
    const stopped = { ...running, status: "stopped", usdMicrosPerHour: usdMicrosPerHour(2_000_000) } as const;
    expect(statusWordsSince(stopped, "3 d")).toBe("Stopped 3 d, still billed $48 a day");
    expect(statusWords({ ...stopped, usdMicrosPerHour: usdMicrosPerHour(200_000) })).toBe("Stopped, still billed");
    expect(statusWords({ ...stopped, usdMicrosPerHour: usdMicrosPerHour(220_000) })).toBe(
      "Stopped, still billed $5.28 a day",
    );
  });

  test("never claim that a cluster was unhealthy for as long as it has been running", () => {
    expect(statusWordsSince({ ...running, health: "unhealthy" }, "3 d")).toBe("Unhealthy, running 3 d");
  });

  test("give no duration for what an old reading said", () => {
    expect(statusWordsSince({ ...running, freshness: "stale" }, "3 d")).toBe("Was running");
    expect(statusWordsSince({ ...running, health: "unhealthy" }, null)).toBe("Unhealthy");
  });
});
