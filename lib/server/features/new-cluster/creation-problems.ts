import "server-only";
import type { OrderForm } from "@/lib/domain/cluster/order/order-form";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { HttpProblem } from "../../http-problem";
import type { ProviderError } from "../../providers/errors";

/**
 * A sentence that says why a provider has created nothing. The provider's own text is not used: it may say anything.
 */
export function refusedCreation(
  error: ProviderError,
  label: string,
  { clusterId }: Order,
  { ifRejected }: Pick<OrderForm, "ifRejected">,
): HttpProblem {
  const { kind, status, retryAfterMs } = error;
  if (status === 409) {
    const detail = `${label} already has a cluster with the id “${clusterId}” (409), or is still deleting it. Choose another id.`;
    return new HttpProblem(409, { code: "exists", detail });
  }
  if (status === 400 || status === 412 || status === 422) {
    const detail = `${label} did not accept these values (${status}), and nothing was created. ${ifRejected}`;
    return new HttpProblem(400, { code: "rejected", detail });
  }
  if (kind === "forbidden") {
    const detail = `${label} does not allow this key to create clusters (403), and nothing was created. Give the key that permission, or use another.`;
    return new HttpProblem(502, { code: kind, detail });
  }
  if (kind === "rate-limited") {
    const seconds = retryAfterMs === undefined ? null : Math.ceil(retryAfterMs / 1_000);
    const detail = `${label} limits requests (429), and nothing was created. Try again in ${seconds === null ? "a minute" : `${seconds} s`}.`;
    return new HttpProblem(429, { code: kind, detail }, seconds === null ? {} : { "Retry-After": String(seconds) });
  }
  return new HttpProblem(502, { code: kind, detail: `Nothing was created. ${error.message}`, mayExist: false });
}
