import { expect, it } from "vitest";
import { auditFilterOf, parseAsAction } from "./use-audit-view";

it("takes a bookmark of version 0.1 by today's word, and no action that there never was", () => {
  expect(parseAsAction.parse("connection-tested")).toBe("account-tested");
  expect(parseAsAction.parse("account-tested")).toBe("account-tested");
  expect(parseAsAction.parse("connection-details-read")).toBe("connection-details-read");
  for (const unknown of ["", "access-read", "toString"]) expect(parseAsAction.parse(unknown)).toBeNull();
});

it("asks for whole days, the last one included, and for nothing that was not filled in", () => {
  const nothing = { action: null, person: " ", from: "2026-02-30", to: "" };
  expect(auditFilterOf(nothing)).toEqual({});
  const { from = "", to = "" } = auditFilterOf({ ...nothing, from: "2026-11-01", to: "2026-11-01" });
  expect([new Date(from), new Date(to)]).toEqual([new Date(2026, 10, 1), new Date(2026, 10, 2)]);
  expect(auditFilterOf({ ...nothing, action: "signed-in", person: " ada " })).toEqual({
    action: "signed-in",
    person: "ada",
  });
});
