import { expect, it } from "vitest";
import { auditAction, auditFilterOf } from "./use-audit-view";

it("reads the actions in a bookmark of version 0.1 by their present names, and ignores an action that never existed", () => {
  expect(auditAction.parse("connection-tested")).toBe("account-tested");
  expect(auditAction.parse("account-tested")).toBe("account-tested");
  expect(auditAction.parse("connection-details-read")).toBe("connection-details-read");
  for (const unknown of ["", "access-read", "toString"]) expect(auditAction.parse(unknown)).toBeNull();
});

it("asks for whole days including the last one, and leaves out fields that were not filled in", () => {
  const nothing = { action: null, person: " ", from: "2026-02-30", to: "" };
  expect(auditFilterOf(nothing)).toEqual({});
  const { from = "", to = "" } = auditFilterOf({ ...nothing, from: "2026-11-01", to: "2026-11-01" });
  expect([new Date(from), new Date(to)]).toEqual([new Date(2026, 10, 1), new Date(2026, 10, 2)]);
  expect(auditFilterOf({ ...nothing, action: "signed-in", person: " ada " })).toEqual({
    action: "signed-in",
    person: "ada",
  });
});
