import "server-only";
import type { z } from "zod/mini";
import type { orderCommandSchema } from "@/lib/contract/order-form";
import { createCommand } from "@/lib/domain/cluster/order/create-command";
import type { RouteInput } from "../../http/define-route";
import { notFound } from "../../refusal";
import { readOrder } from "./read-order";
import { requireCreatingAccount } from "./require-creating-account";

/** The same call that creating the cluster here would make, without sending it. */
export async function orderCommand({
  application,
  param,
  readBody,
}: RouteInput): Promise<z.output<typeof orderCommandSchema>> {
  const { account, form } = requireCreatingAccount(application, param("accountId"));
  const order = readOrder(form, await readBody(), application.configuration.demo);
  const call = account.client.describeCreation?.(order);
  if (call === undefined) throw notFound("There is no shell command for this provider.");
  const { keyVariable } = account;
  return { command: createCommand(call, keyVariable), keyVariable };
}
