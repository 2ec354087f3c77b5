import "server-only";
import { z } from "zod";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { parseUsd, sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { parseItems, readStringProperty } from "@/lib/server/providers/items";
import { providerId } from "@/lib/server/providers/provider-text";
import { wireNumber } from "@/lib/server/providers/wire-values";
import type { AllPages, Page, PageWalk } from "./pages";

/** Only these fields of a billing row are read, and never the wallet's id. */
const billingRowSchema = z.object({
  amount_usd: wireNumber,
  currency: z.literal("USD"),
  resource_id: providerId.nullish(),
});

/** `GET /api/v1/billing/wallet`, as one page of its rows (openapi: `recent_billings`, `total_billings`). */
export const billingPageSchema = z
  .object({ recent_billings: z.array(z.unknown()), total_billings: wireNumber.nullish() })
  .transform(({ recent_billings: items, total_billings: total = null }): Page => ({ items, total }));

/** The same answer, read only for its balance. */
export const balanceSchema = z
  .object({ balance_usd: wireNumber, currency: z.string().nullish() })
  .transform(({ balance_usd: dollars, currency }) => ((currency ?? "USD") === "USD" ? parseUsd(dollars) : null));

const PAGES_PER_POLL = 4;

/** What was billed, by the id of the cluster or pod. A row without a resource, or in another currency, is left out. */
export type Billed = ReadonlyMap<string, UsdMicros>;

/** `null` if rows are missing: part of a bill would look like the whole. */
export function toBilled({ items, complete }: AllPages): Billed | null {
  const rows = parseItems(items, billingRowSchema, (row) => readStringProperty(row, "id"));
  if (!complete || rows.unreadable.length > 0) return null;
  const billed = new Map<string, UsdMicros>();
  for (const { resource_id: resource, amount_usd: dollars } of rows.items) {
    const amount = parseUsd(dollars);
    if (resource && amount !== null)
      billed.set(resource, sumUsd([billed.get(resource), amount].filter((one) => one !== undefined)));
  }
  return billed;
}

/** What each cluster was charged, for itself or for its nodes. */
export function accruedOf(clusters: readonly ClusterReading[], billed: Billed): ReadonlyMap<string, UsdMicros> {
  return new Map(
    clusters.flatMap(({ providerClusterId, nodes }) => {
      const ids = new Set([providerClusterId, ...(nodes ?? []).map(({ id }) => id)]);
      const amounts = [...ids].map((id) => billed.get(id)).filter((amount) => amount !== undefined);
      return amounts.length > 0 ? [[providerClusterId, sumUsd(amounts)] as const] : [];
    }),
  );
}

/** What is known about the bills while they are being read. */
export interface BillsRead {
  /** From the last time that all of them were read; `null` before, and if rows were missing. */
  billed: Billed | null;
  isDone: boolean;
}

/** Reads bills a few pages at a time, so that a long history of them costs no poll more than a few requests. */
export function createBillsReader(start: (signal: AbortSignal) => PageWalk, mayAsk: () => boolean) {
  let walk: PageWalk | null = null;
  let billed: Billed | null = null;
  return async (signal: AbortSignal): Promise<BillsRead> => {
    walk ??= start(signal);
    let pages = 0;
    const all = await walk.goOn(() => mayAsk() && pages++ < PAGES_PER_POLL);
    if (all === null) return { billed, isDone: false };
    walk = null;
    billed = toBilled(all);
    return { billed, isDone: true };
  };
}
