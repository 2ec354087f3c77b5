import "server-only";
import type { OrderForm } from "@/lib/domain/cluster/order-form";
import { type Order, parseOrder, variantOf } from "@/lib/domain/cluster/parse-order";
import type { Application } from "../application";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import type { RunningConnection } from "../poller/start-connection";
import { HttpProblem, notFound } from "./problem";

interface Creating {
  snapshot: ConnectionSnapshot;
  connection: RunningConnection;
  form: OrderForm;
}

/** A connection through which clusters can be created. Throws a sentence for any other. */
export function requireCreating({ poller }: Pick<Application, "poller">, connectionId: string): Creating {
  const snapshot = poller.store.connection(connectionId);
  const connection = poller.connections.get(connectionId);
  if (!snapshot || !connection) throw notFound("There is no connection with this id.");
  const form = connection.orderForm;
  if (form !== null) return { snapshot, connection, form };
  const detail = `Clusterdeck cannot create clusters at ${snapshot.provider.label}. Create it there: it appears here by itself.`;
  throw new HttpProblem(501, { code: "not-supported", detail });
}

/** An order that keeps every rule of its form. Throws what is wrong with which of its fields. */
export function readOrder(form: OrderForm, body: unknown, isDemo: boolean): Order {
  const parsed = parseOrder(form, body);
  if (!parsed.ok) throw refusedFields(parsed.problems);
  const variantId = variantOf(form, parsed.order);
  const variant = form.variants?.options.find(({ id }) => id === variantId);
  if (variant?.onlyInDemo && !isDemo)
    throw refusedFields({ [variant.id]: "This is for tests: only a server with the demo fleet creates it." });
  return parsed.order;
}

function refusedFields(fields: Readonly<Record<string, string>>): HttpProblem {
  const [[path, sentence] = ["", ""]] = Object.entries(fields);
  return new HttpProblem(400, { code: "bad-request", detail: path === "" ? sentence : `${path}: ${sentence}`, fields });
}
