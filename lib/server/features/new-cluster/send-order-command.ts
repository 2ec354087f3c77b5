import "server-only";
import { z } from "zod/mini";
import { orderCommandSchema } from "@/lib/contract/order-form";
import { createCommand } from "@/lib/domain/cluster/create-command";
import type { RouteInput } from "../../http/define-route";
import { readJson } from "../../http/read-json";
import { sendJson } from "../../http/send-json";
import { notFound } from "../../refusal";
import { readOrder } from "./read-order";
import { requireCreating } from "./require-creating";

/** `POST /api/connections/{connectionId}/order-command`: the very call that creating it here would make, sent nowhere. */
export async function sendOrderCommand({ application, param, request }: RouteInput): Promise<Response> {
  const { connection, form } = requireCreating(application, param("connectionId"));
  const order = readOrder(form, await readJson(request, z.unknown()), application.configuration.demo);
  const call = connection.client.describeCreation?.(order);
  if (call === undefined) throw notFound("This provider does not say how it is called from a shell.");
  const { keyVariable } = connection;
  return sendJson(orderCommandSchema, { command: createCommand(call, keyVariable), keyVariable });
}
