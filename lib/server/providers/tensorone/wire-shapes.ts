import "server-only";
import { z } from "zod";

/** For an answer of which only a part is wanted: whatever else is there must not cost it. */
export function lenient<Output>(schema: z.ZodType<Output>) {
  return schema.nullish().catch(null);
}

/** One thing, in v1's envelope or bare. */
export function enveloped<Output>(schema: z.ZodType<Output>): z.ZodType<Output> {
  return z.union([z.object({ data: schema }).transform(({ data }) => data), schema]);
}
