import "server-only";
import type { Offer } from "@/lib/domain/cluster/offer";
import { centsPerHour } from "@/lib/domain/money/cost";
import { parseItems } from "@/lib/server/providers/items";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import { shapeOf } from "./gpu";
import { offeredTypeSchema } from "./wire";

/** What can be rented now, with a separate offer for each region. A type without a readable price is not an offer. */
export function toOffers(rawTypes: Readonly<Record<string, unknown>>, noteOdd: NoteOdd): Offer[] {
  const { items } = parseItems(Object.values(rawTypes), offeredTypeSchema, () => null, noteOdd);
  return items.flatMap(({ instance_type: type, regions_with_capacity_available: regions }) => {
    const usdMicrosPerHour = centsPerHour(type?.price_cents_per_hour) || null;
    if (usdMicrosPerHour === null) return [];
    return (regions ?? []).map((region): Offer => {
      const id = region?.name ?? region?.description;
      return {
        ...{ cloud: "lambda", rental: "on-demand", kind: "vm", bootMs: null, usdMicrosPerHour, shape: shapeOf(type) },
        region: id ? { id, label: region?.description ?? id } : null,
      };
    });
  });
}
