import "server-only";
import type { z } from "zod";
import { parseUsd, sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { DAY_MS, type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { parseItems } from "@/lib/server/providers/items";
import { clusterIdOf } from "./normalise";
import { momentOf } from "./normalise-instance";
import { type chargePageSchema, chargeSchema, type WireInstance } from "./wire";

const PAGE_SIZE = 500;
const PAGES_PER_POLL = 2;
const SOURCE = /^instance-(\d+)$/;

type ChargePage = z.infer<typeof chargePageSchema>;

/** What instances have been charged since they were made, by their ids. */
export type Charged = ReadonlyMap<string, UsdMicros>;

export interface ChargesRead {
  /** From the last time that all of them were read; `null` before, and if rows could not be read. */
  charged: Charged | null;
  isDone: boolean;
}

/** The query for all charges of these instances; `null` if there are none. Days begin at midnight UTC. */
export function chargesQuery(instances: readonly WireInstance[], now: EpochMs): Record<string, string | number> | null {
  const starts = instances.flatMap(({ start_date }) => momentOf(start_date) ?? []);
  if (starts.length === 0) return null;
  const from = Math.floor(Math.min(...starts) / DAY_MS) * DAY_MS;
  const day = { gte: Math.floor(from / SECOND_MS), lte: Math.ceil(now / SECOND_MS) };
  return { limit: PAGE_SIZE, select_filters: JSON.stringify({ day, type: { in: ["instance"] } }) };
}

/** Reads charges a few pages at a time, so that a long history of them costs no poll more than a few requests. */
export function createChargesReader(
  readPage: (query: Record<string, string | number>, signal: AbortSignal) => Promise<ChargePage>,
  mayAsk: () => boolean,
) {
  let walk: { query: Record<string, string | number>; rows: unknown[]; token: string | null } | null = null;
  let charged: Charged | null = null;
  return async (query: Record<string, string | number>, signal: AbortSignal): Promise<ChargesRead> => {
    const current = walk ?? { query, rows: [], token: null };
    // A failure begins from the start.
    walk = null;
    for (let pages = 0; pages < PAGES_PER_POLL && (pages === 0 || mayAsk()); pages += 1) {
      const after = current.token === null ? {} : { after_token: current.token };
      const page = await readPage({ ...current.query, ...after }, signal);
      current.rows.push(...page.results);
      const isLast = !page.next_token || page.next_token === current.token;
      current.token = page.next_token ?? null;
      if (isLast) {
        charged = toCharged(current.rows);
        return { charged, isDone: true };
      }
    }
    walk = current;
    return { charged, isDone: false };
  };
}

/** `null` if rows cannot be read: part of a bill would look like the whole. */
function toCharged(rows: readonly unknown[]): Charged | null {
  const { items, unreadable } = parseItems(rows, chargeSchema, () => null);
  if (unreadable.length > 0) return null;
  const charged = new Map<string, UsdMicros>();
  for (const { source, amount } of items) {
    const [, id] = SOURCE.exec(source) ?? [];
    const usd = parseUsd(amount);
    if (id !== undefined && usd !== null) charged.set(id, sumUsd([charged.get(id) ?? [], usd].flat()));
  }
  return charged;
}

/** By cluster. One with an instance of which it is not known since when it exists has none. */
export function accruedOf(instances: readonly WireInstance[], charged: Charged): ReadonlyMap<string, UsdMicros> {
  const groups = Map.groupBy(instances, clusterIdOf);
  return new Map(
    [...groups].flatMap(([id, members]) => {
      const amounts = members.flatMap((member) => charged.get(member.id) ?? []);
      const isWhole = members.every(({ start_date }) => momentOf(start_date) !== null);
      return isWhole && amounts.length > 0 ? [[id, sumUsd(amounts)] as const] : [];
    }),
  );
}
