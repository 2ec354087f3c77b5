import { expect, it } from "vitest";
import { explainRefusal } from "./refusals";

const forbidden = (required_permission: string) =>
  explainRefusal(403, JSON.stringify({ error: "FORBIDDEN", details: { required_permission } }));

it("names the permission that a key lacks, and repeats nothing else", () => {
  expect(forbidden("clusters:read")).toContain("it lacks the permission clusters:read");
  expect(forbidden("CANARY:read")).toBeNull();
  expect(explainRefusal(403, "")).toBeNull();
});

it("tells an account without credits, or whose payment was declined, from one that is not let in", () => {
  expect(explainRefusal(402, '{"error":"INSUFFICIENT_CREDITS"}')).toContain("credits are used up");
  expect(explainRefusal(403, '{"error":"PAYMENT_METHOD_DECLINED"}')).toContain("payment was declined");
  expect(explainRefusal(500, '{"error":"INSUFFICIENT_CREDITS"}')).toBeNull();
});
