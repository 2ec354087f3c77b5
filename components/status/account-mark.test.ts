import { expect, it } from "vitest";
import { accountMark, accountStateWords } from "./account-mark";

it("marks an account as healthy only while its readings arrive", () => {
  expect(accountMark("ok", "fresh")).toBe("healthy");
  expect(accountMark("ok", "late")).toBe("healthy");
  expect(accountMark("ok", "stale")).toBe("unknown");
  expect(accountMark("ok", "unknown")).toBe("unknown");
  expect(accountStateWords("ok", "stale")).toBe("was ok");
});

it("keeps showing what is wrong with an account, however old its reading is", () => {
  for (const freshness of ["fresh", "late", "stale", "unknown"] as const) {
    expect(accountMark("failing", freshness)).toBe("down");
    expect(accountMark("limited", freshness)).toBe("degraded");
    expect(accountMark("starting", freshness)).toBe("working");
    expect(accountMark("paused", freshness)).toBe("stopped");
    expect(accountStateWords("failing", freshness)).toBe("failing");
    expect(accountStateWords("paused", freshness)).toBe("paused");
  }
});
