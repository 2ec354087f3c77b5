import "server-only";
import type { z } from "zod";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";

/**
 * A list in which numbers that cannot be read are `null`, which is unknown. Left out, as odd fields are otherwise, they would pass for
 * zeros: proto3 leaves a zero out.
 */
export function zeroOrUnknown(
  list: readonly unknown[],
  schema: z.ZodObject,
  fields: readonly string[],
  noteOdd: NoteOdd,
): unknown[] {
  return list.map((item) => {
    if (typeof item !== "object" || item === null) return item;
    const odd = fields.filter((field) => schema.shape[field]?.safeParse(Reflect.get(item, field)).success === false);
    for (const field of odd) noteOdd(field);
    return odd.length === 0 ? item : { ...item, ...Object.fromEntries(odd.map((field) => [field, null])) };
  });
}
