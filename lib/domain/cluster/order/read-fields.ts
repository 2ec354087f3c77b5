import { fieldsOf, type OrderForm } from "./order-form";
import { type FieldProblems, type Order, type OrderValue, orderValue, parseOrder, variantOf } from "./parse-order";

/** What a form holds, as typed, by the fields' paths. */
export type FieldValues = Readonly<Record<string, string>>;

/** The order that a form describes, or what is wrong with which of its fields. */
export function readFields(
  form: OrderForm,
  values: FieldValues,
  variantId: string | null,
): { order: Order | null; problems: FieldProblems } {
  const parsed = parseOrder(form, toOrder(form, values, variantId));
  return parsed.ok ? { order: parsed.order, problems: {} } : { order: null, problems: parsed.problems };
}

/** Without the values that were left empty or are another variant's. */
function toOrder(form: OrderForm, values: FieldValues, variantId: string | null): unknown {
  const order: Record<string, OrderValue> = {};
  const part: Record<string, OrderValue> = {};
  for (const { path, rule } of fieldsOf(form, variantId)) {
    const typed = values[path]?.trim() ?? "";
    if (typed === "") continue;
    const value = rule.kind === "number" && /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed;
    const [, inner] = path.split(".");
    if (inner === undefined) order[path] = value;
    else part[inner] = value;
  }
  return variantId === null ? order : { ...order, [variantId]: part };
}

/** Right, but perhaps not meant: fields that do not agree with one another. */
export function warningsOf(form: OrderForm, order: Order): FieldProblems {
  const warnings = fieldsOf(form, variantOf(form, order)).flatMap(({ path, agreement }) => {
    if (agreement === null) return [];
    const part = new RegExp(agreement.part, "u").exec(String(orderValue(order, path) ?? ""))?.[1];
    const isOther = part !== undefined && part !== String(orderValue(order, agreement.with) ?? "");
    return isOther ? [[path, agreement.otherwise.replaceAll("{part}", () => part)]] : [];
  });
  return Object.fromEntries(warnings);
}
