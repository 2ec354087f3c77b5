import { describe, expect, it } from "vitest";
import { countFailures, flappingWords } from "./failures";

const WELL = { status: "running", health: "healthy" } as const;
const IMPAIRED = { status: "degraded", health: "degraded" } as const;
const BROKEN = { status: "error", health: "unhealthy" } as const;
const UNREAD = { status: "unknown", health: "unknown" } as const;
const STOPPED = { status: "stopped", health: "unhealthy" } as const;

describe("countFailures", () => {
  it("counts each change into trouble, and getting worse only once", () => {
    expect(countFailures([WELL, IMPAIRED, BROKEN, WELL, BROKEN, WELL])).toBe(2);
  });

  it("counts neither a state that could not be read, nor trouble that was there from the beginning", () => {
    expect(countFailures([IMPAIRED, UNREAD, IMPAIRED])).toBe(0);
    expect(countFailures([WELL, UNREAD, WELL])).toBe(0);
  });

  it("does not count a health that could not be read in between, but a status that changed", () => {
    const ill = { status: "running", health: "unhealthy" } as const;
    const unsure = { status: "running", health: "unknown" } as const;
    expect(countFailures([ill, unsure, ill, unsure, ill])).toBe(0);
    expect(countFailures([WELL, unsure, ill])).toBe(1);
    expect(countFailures([unsure, ill])).toBe(1);
    expect(countFailures([BROKEN, unsure, BROKEN])).toBe(1);
  });

  it("counts what happened behind a state that could not be read", () => {
    expect(countFailures([WELL, UNREAD, IMPAIRED])).toBe(1);
  });

  it("does not count a cluster that was stopped, whatever its nodes say", () => {
    expect(countFailures([WELL, STOPPED, WELL])).toBe(0);
  });
});

describe("flappingWords", () => {
  it("speaks of clusters that keep failing only", () => {
    expect(flappingWords({ count: 3, hours: 24 })).toBe("3 failures in 24 h");
    expect(flappingWords({ count: 1, hours: 24 })).toBeNull();
    expect(flappingWords(undefined)).toBeNull();
  });
});
