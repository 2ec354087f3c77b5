import { expect, it } from "vitest";
import { serverView } from "./settings-view";

it("says in words what a server does alone, and which accounts it reads", () => {
  const at = Date.UTC(2026, 10, 29, 12);
  const view = serverView({
    ...{ id: "1", name: "clusterdeck-0", version: "1.0.0", build: null, startedAt: at, seenAt: at + 0.4 },
    ...{ clockAheadMs: -3_000, hearsHints: false, isThis: true },
    leases: ["upkeep", "account:research", "alerts", "account:lab", "of-a-newer-version"],
  });
  expect(view).toEqual({
    ...{ id: "1", name: "clusterdeck-0", version: "1.0.0", build: null, isThis: true },
    ...{ startedAt: "2026-11-29T12:00:00.000Z", seenAt: "2026-11-29T12:00:00.000Z" },
    ...{ clockAheadMs: -3_000, hearsHints: false },
    accounts: ["lab", "research"],
    duties: ["judges alerts", "tidies the store"],
  });
});
