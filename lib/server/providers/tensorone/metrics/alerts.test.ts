import { describe, expect, it } from "vitest";
import { toAlerts } from "./alerts";

describe("alerts", () => {
  it("are read as texts and as objects, however these name things", () => {
    expect(
      toAlerts([
        "GPU 2 is hot",
        { severity: "critical", title: "Out of memory", triggered_at: "2024-01-15T15:45:00Z" },
        { level: "INFO", message: "Driver update available", timestamp: 1_705_333_500 },
        { severity: "purple", metric: "gpu_temperature", since: "yesterday" },
      ]),
    ).toEqual([
      { severity: "warning", title: "GPU 2 is hot", since: null },
      { severity: "critical", title: "Out of memory", since: Date.parse("2024-01-15T15:45:00Z") },
      { severity: "info", title: "Driver update available", since: Date.parse("2024-01-15T15:45:00Z") },
      { severity: "warning", title: "gpu_temperature", since: null },
    ]);
  });

  it("that are over, or say nothing, are none", () => {
    expect(
      toAlerts([{ title: "Hot", status: "resolved" }, {}, { severity: "critical" }, "", "  ", null, 5, []]),
    ).toEqual([]);
    for (const raw of [null, undefined, {}, "hot", 5]) expect(toAlerts(raw)).toEqual([]);
  });

  it("quote no secret, and are bounded", () => {
    expect(toAlerts(["Login of ops@example.com from 10.0.1.15 failed"])[0]?.title).toBe(
      "Login of [e-mail] from [address] failed",
    );
    expect(toAlerts(Array.from({ length: 500 }, () => "hot ".repeat(10_000)))).toHaveLength(20);
  });
});
