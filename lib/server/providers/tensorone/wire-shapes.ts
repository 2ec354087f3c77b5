import "server-only";
import { z } from "zod";

/** Nothing but the id is sure to be there, or to be of the documented type: no other field may cost the whole cluster. */
export function lenient<Output>(schema: z.ZodType<Output>) {
  return schema.nullish().catch(null);
}

/** One thing, in v1's envelope or bare. */
export function enveloped<Output>(schema: z.ZodType<Output>): z.ZodType<Output> {
  return z.union([z.object({ data: schema }).transform(({ data }) => data), schema]);
}
