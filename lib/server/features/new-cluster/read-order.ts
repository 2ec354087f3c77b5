import "server-only";
import type { OrderForm } from "@/lib/domain/cluster/order/order-form";
import { type Order, parseOrder, variantOf } from "@/lib/domain/cluster/order/parse-order";
import { HttpProblem } from "../../http-problem";

/** An order that follows every rule of its form. Throws what is wrong, field by field. */
export function readOrder(form: OrderForm, body: unknown, isDemo: boolean): Order {
  const parsed = parseOrder(form, body);
  if (!parsed.ok) throw refusedFields(parsed.problems);
  const variantId = variantOf(form, parsed.order);
  const variant = form.variants?.options.find(({ id }) => id === variantId);
  if (variant?.onlyInDemo && !isDemo)
    throw refusedFields({ [variant.id]: "This is for tests: only a server with the demo fleet can create it." });
  return parsed.order;
}

function refusedFields(fields: Readonly<Record<string, string>>): HttpProblem {
  const [[path, sentence] = ["", ""]] = Object.entries(fields);
  return new HttpProblem(400, { code: "bad-request", detail: path === "" ? sentence : `${path}: ${sentence}`, fields });
}
