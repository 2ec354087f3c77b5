import { expect, it } from "vitest";
import { connectionMark, connectionWords } from "./connection-mark";

it("calls an account well only while it is heard of", () => {
  expect(connectionMark("ok", "fresh")).toBe("healthy");
  expect(connectionMark("ok", "late")).toBe("healthy");
  expect(connectionMark("ok", "stale")).toBe("unknown");
  expect(connectionMark("ok", "unknown")).toBe("unknown");
  expect(connectionWords("ok", "stale")).toBe("was ok");
});

it("keeps what is wrong with an account whatever the age of its reading", () => {
  for (const freshness of ["fresh", "late", "stale", "unknown"] as const) {
    expect(connectionMark("failing", freshness)).toBe("down");
    expect(connectionMark("limited", freshness)).toBe("degraded");
    expect(connectionMark("starting", freshness)).toBe("working");
    expect(connectionWords("failing", freshness)).toBe("failing");
  }
});
