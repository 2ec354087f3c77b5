import "server-only";
import { z } from "zod";
import { wireCount, wireFlag } from "@/lib/server/providers/wire-values";
import { firstProperty, ownProperty } from "./own-property";

/** One page of clusters, with what it says of the whole list. */
export interface ListPage {
  items: readonly unknown[];
  /** How many clusters there are in all; `null` where it does not say. */
  total: number | null;
  /** Whether it says that there are more. */
  hasMore: boolean;
}

/** None of these names is documented, nor where they stand. */
const LISTS = ["clusters", "items", "results", "data"] as const;
const ABOUT = ["pagination", "meta", "paging"] as const;
const TOTALS = ["total", "total_count", "totalCount", "total_items", "totalItems", "total_size", "totalSize"] as const;
const MORE = ["has_more", "hasMore", "has_next", "hasNext", "has_next_page", "hasNextPage"] as const;

const totalSchema = wireCount(1_000_000_000);

/** v1 wraps its answers, v2 is a bare list. */
export const listSchema: z.ZodType<ListPage> = z.unknown().transform((raw, context) => {
  const inner = ownProperty(raw, "data");
  const found = [inner, firstProperty(inner, LISTS), raw, firstProperty(raw, LISTS)].find(Array.isArray);
  const items = found ?? ([inner, raw].some(hasNullList) ? [] : undefined);
  if (items === undefined) {
    context.addIssue({ code: "custom", path: ["clusters"] });
    return z.NEVER;
  }
  const about = [inner, raw].flatMap((place) => [firstProperty(place, ABOUT), place]);
  const said = <Value>(names: readonly string[], schema: z.ZodType<Value>) =>
    about.map((place) => schema.safeParse(firstProperty(place, names)).data ?? null).find((value) => value !== null) ??
    null;
  return { items, total: said(TOTALS, totalSchema), hasMore: said(MORE, wireFlag) ?? false };
});

/** Some servers write an empty list as `null`. */
function hasNullList(place: unknown): boolean {
  return LISTS.some((name) => ownProperty(place, name) === null);
}
