import "server-only";
import type { OrderForm } from "@/lib/domain/cluster/order-form";
import type { Application } from "../../http/application";
import { HttpProblem } from "../../http-problem";
import type { ConnectionSnapshot } from "../../poller/connection-snapshot";
import type { RunningConnection } from "../../poller/start-connection";
import { notFound } from "../../refusal";

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
