import type { FieldRule } from "./order-form";

/** What would be right where a value breaks its rule, as a sentence; `null` where it keeps it. */
export function fieldProblem(rule: FieldRule, value: unknown): string | null {
  if (rule.kind === "text") return keepsPattern(rule, value) ? null : rule.sentence;
  if (rule.kind === "number") {
    const isInside = typeof value === "number" && Number.isInteger(value) && value >= rule.min && value <= rule.max;
    return isInside ? null : `Give a whole number from ${rule.min} to ${rule.max}.`;
  }
  const values = rule.options.map((option) => option.value);
  return values.some((each) => each === value) ? null : `Choose one of ${values.join(", ")}.`;
}

function keepsPattern({ pattern, maxLength }: Extract<FieldRule, { kind: "text" }>, value: unknown): boolean {
  // Length first: it bounds what the expression has to read.
  return typeof value === "string" && value.length <= maxLength && new RegExp(`^(?:${pattern})$`, "u").test(value);
}
