import { expect, it } from "vitest";
import { accountMark, accountStateWords } from "./account-mark";

it("calls an account well only while it is heard of", () => {
  expect(accountMark("ok", "fresh")).toBe("healthy");
  expect(accountMark("ok", "late")).toBe("healthy");
  expect(accountMark("ok", "stale")).toBe("unknown");
  expect(accountMark("ok", "unknown")).toBe("unknown");
  expect(accountStateWords("ok", "stale")).toBe("was ok");
});

it("keeps what is wrong with an account whatever the age of its reading", () => {
  for (const freshness of ["fresh", "late", "stale", "unknown"] as const) {
    expect(accountMark("failing", freshness)).toBe("down");
    expect(accountMark("limited", freshness)).toBe("degraded");
    expect(accountMark("starting", freshness)).toBe("working");
    expect(accountStateWords("failing", freshness)).toBe("failing");
  }
});
