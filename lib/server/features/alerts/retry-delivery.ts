import "server-only";
import type { Done } from "@/lib/contract/sessions";
import { findDelivery } from "../../alerts/store/find-deliveries";
import type { AlertTables } from "../../alerts/store/schema";
import { noteChange } from "../../auth/audit/note-change";
import type { PersonInput } from "../../http/define-route";
import { conflict, notFound } from "../../refusal";
import { requireOpen } from "../../store/storage-refusal";

/** Has a message sent again, at once. */
export async function retryDelivery(call: PersonInput): Promise<Done> {
  const { application } = call;
  const { alerting, store } = requireOpen(application.stored);
  const id = call.param("deliveryId");
  const delivery = await findDelivery(store.db.withTables<AlertTables>(), id);
  if (delivery === null) throw notFound("There is no message with this id.");
  if ((await alerting.configuration.latestSendable(delivery.channelId)) === null)
    throw conflict(`The channel ${delivery.channelId} is gone, or switched off. Switch it on first.`);
  if (!(await alerting.outbox.retry(id, application.coordination.now())))
    throw conflict("This message is still waiting to be sent, or another has replaced it.");
  alerting.send();
  await noteChange(call, "delivery-retried", `${id} to ${delivery.channelId}`);
  return { status: "done" };
}
