import { describe, expect, it } from "vitest";
import { suspensionOf, toQuotas } from "./billing";
import { wireAccountSchema, wireQuotaSchema } from "./wire";

function account(fields: object) {
  return wireAccountSchema.parse({ name: "accounts/a", email: "CANARY@example.com", ...fields });
}

function quota(id: string, fields: object) {
  return wireQuotaSchema.parse({ name: `accounts/a/quotas/${id}`, ...fields });
}

describe("a suspension", () => {
  it.each([{}, { suspendState: null }, { suspendState: "" }, { suspendState: "UNSUSPENDED" }])(
    "is none with %j",
    (fields) => {
      expect(suspensionOf(account(fields))).toBeNull();
    },
  );

  it.each([
    ["FAILED_PAYMENTS", "Check its payment method"],
    ["CREDIT_DEPLETED", "Add credit"],
    ["MONTHLY_SPEND_LIMIT_EXCEEDED", "Raise the limit"],
    ["BLOCKED_BY_ABUSE_RULE", "Write to Fireworks' support"],
  ])("by %s says what to do", (suspendState, advice) => {
    expect(suspensionOf(account({ suspendState }))).toContain(advice);
  });

  it.each(["SOMETHING_NEW", 9])("by the unfamiliar %s is a suspension nevertheless", (suspendState) => {
    expect(suspensionOf(account({ suspendState }))).toContain(`the unfamiliar reason ${suspendState}`);
  });
});

describe("quotas", () => {
  it("count in int64's text, what is enforced before what was approved, the fullest first", () => {
    const quotas = [
      quota("h100-us-iowa-1", { value: "16", maxValue: "64", usage: 4 }),
      quota("monthly-spend-usd", { value: "500", maxValue: "500", usage: 450.5 }),
    ];
    expect(toQuotas(quotas)).toEqual([
      { label: "monthly-spend-usd", used: 450.5, allowed: 500 },
      { label: "H100 in us-iowa-1", used: 4, allowed: 16 },
    ]);
  });

  it("read what proto3 left out as zero, and say nothing of nothing", () => {
    expect(toQuotas([quota("a", { value: "8" }), quota("b", {}), quota("c", { usage: 2 })])).toEqual([
      { label: "c", used: 2, allowed: 0 },
      { label: "a", used: 0, allowed: 8 },
    ]);
  });

  it("are of nothing where they were lowered to zero, whatever was approved", () => {
    const lowered = [quota("h100-us-iowa-1", { maxValue: "64" }), quota("b200-us-ohio-1", { maxValue: "8", usage: 2 })];
    expect(toQuotas(lowered)).toEqual([
      { label: "B200 in us-ohio-1", used: 2, allowed: 0 },
      { label: "H100 in us-iowa-1", used: 0, allowed: 0 },
    ]);
  });

  it("are bounded in number, and those in use stay", () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      quota(`q${index}`, { value: "8", usage: index === 199 ? 1 : 0 }),
    );
    expect(toQuotas(many)).toHaveLength(50);
    expect(toQuotas(many)[0]).toEqual({ label: "q199", used: 1, allowed: 8 });
  });
});
