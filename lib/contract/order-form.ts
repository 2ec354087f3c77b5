import { z } from "zod/mini";
import type { FieldRule, OrderField, OrderForm, OrderGroup } from "@/lib/domain/cluster/order/order-form";

const rule: z.ZodMiniType<FieldRule> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), pattern: z.string(), maxLength: z.number(), sentence: z.string() }),
  z.object({ kind: z.literal("number"), min: z.number(), max: z.number() }),
  z.object({
    kind: z.literal("choice"),
    options: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
]);

const field: z.ZodMiniType<OrderField> = z.object({
  path: z.string(),
  label: z.string(),
  help: z.string(),
  without: z.nullable(z.string()),
  example: z.string(),
  isProse: z.boolean(),
  rule,
  suggestions: z.array(z.string()),
  agreement: z.nullable(z.object({ part: z.string(), with: z.string(), otherwise: z.string() })),
});

const group: z.ZodMiniType<OrderGroup> = z.object({
  title: z.string(),
  variant: z.nullable(z.string()),
  foldedNote: z.nullable(z.string()),
  fields: z.array(field),
});

/** `GET /api/accounts/{accountId}/order-form`: what can be ordered there, and by which rules. */
export const orderFormSchema: z.ZodMiniType<OrderForm> = z.object({
  about: z.string(),
  billing: z.string(),
  ifRejected: z.string(),
  ifSentAgain: z.string(),
  variants: z.nullable(
    z.object({
      legend: z.string(),
      options: z.array(z.object({ id: z.string(), label: z.string(), onlyInDemo: z.boolean() })),
    }),
  ),
  groups: z.array(group),
});

/** An order, as it is sent: which fields it has is for the account's form to say, and `parseOrder` checks it by that. */
export const sentOrderSchema = z.unknown().register(z.globalRegistry, {
  type: "object",
  description: "The fields that the account's order form names, at their paths",
});

/**
 * `POST /api/accounts/{accountId}/order-command`: the call that Clusterdeck would make, for a shell that has the key in
 * `keyVariable`. For operators only, because it names the account and the address of its API. Nothing is ordered.
 */
export const orderCommandSchema = z.object({ command: z.string(), keyVariable: z.string() });
