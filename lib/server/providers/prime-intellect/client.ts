import "server-only";
import type { z } from "zod";
import { ProviderError } from "@/lib/server/providers/errors";
import { parseItems, readStringProperty } from "@/lib/server/providers/items";
import type { ConnectContext, FleetReading, ProviderClient } from "@/lib/server/providers/spec";
import { accruedOf, type Billed, billingPageSchema, toBilled } from "./billing";
import { toReading, toSummaryReading } from "./normalise";
import { toPodClusters } from "./normalise-pods";
import { type AllPages, readAllPages } from "./pages";
import { clusterAnswerSchema, pageSchema, whoamiSchema, wireClusterSummarySchema } from "./wire";

export interface PrimeIntellectSettings {
  apiKey: string;
  baseUrl: string;
}

const PAGE_SIZE = 100;
const MODE_KNOWN_FOR_MS = 3_600_000;
const BILLS_KNOWN_FOR_MS = 3_600_000;
const NO_ADMIN_WARNING = "This key has no admin permission: clusters are put together from pods";

export function createPrimeIntellectClient(
  { apiKey }: PrimeIntellectSettings,
  { http, now }: ConnectContext,
): ProviderClient {
  const headers = { Authorization: `Bearer ${apiKey}` };
  let mode: { isAdmin: boolean; askedAt: number } | null = null;
  let bills: { billed: Billed | null; askedAt: number } | null = null;

  function get<Answer>(path: string, schema: z.ZodType<Answer>, signal: AbortSignal, query = {}): Promise<Answer> {
    return http.getJson({ path, query, headers, schema, signal });
  }

  function readList(path: string, signal: AbortSignal): Promise<AllPages> {
    return readAllPages(PAGE_SIZE, (offset) => get(path, pageSchema, signal, { limit: PAGE_SIZE, offset }));
  }

  /** Admin calls are refused to ordinary keys; a permission seldom changes, so it is asked for once an hour. */
  async function isAdmin(signal: AbortSignal): Promise<boolean> {
    if (mode === null || now() - mode.askedAt > MODE_KNOWN_FOR_MS) {
      const whoami = get("/api/admin/users/whoami", whoamiSchema, signal);
      const isAnswered = await whoami.then(() => true).catch(falseIfRefused);
      mode = { isAdmin: isAnswered, askedAt: now() };
    }
    return mode.isAdmin;
  }

  async function readAdminFleet(signal: AbortSignal): Promise<FleetReading> {
    const { items, complete } = await readList("/api/admin/clusters", signal);
    const { items: summaries, unreadable } = parseItems(items, wireClusterSummarySchema, readId);
    return { clusters: summaries.map(toSummaryReading), unreadable, warnings: [], complete };
  }

  async function readPodsFleet(signal: AbortSignal): Promise<FleetReading> {
    // With its slash: without, the API answers with a redirect, on which a key must not travel.
    const { items, complete } = await readList("/api/v1/pods/", signal);
    return { ...toPodClusters(items), warnings: [NO_ADMIN_WARNING], complete };
  }

  /** A figure for trust: bills are made up slowly, and a key that may not read them costs nothing but the figure. */
  async function readBilled(signal: AbortSignal): Promise<Billed | null> {
    if (bills === null || now() - bills.askedAt > BILLS_KNOWN_FOR_MS) {
      const rows = readAllPages(PAGE_SIZE, (offset) =>
        get("/api/v1/billing/wallet", billingPageSchema, signal, { limit: PAGE_SIZE, offset }),
      );
      bills = { billed: await rows.then(toBilled).catch(nullOnProviderError), askedAt: now() };
    }
    return bills.billed;
  }

  return {
    async readFleet(signal) {
      try {
        const fleet = (await isAdmin(signal)) ? await readAdminFleet(signal) : await readPodsFleet(signal);
        const billed = await readBilled(signal);
        return billed === null ? fleet : { ...fleet, accrued: accruedOf(fleet.clusters, billed) };
      } catch (error) {
        // A key that is refused where it was welcome, or everywhere, is asked about anew.
        if (isRefusal(error)) mode = null;
        throw error;
      }
    },

    async readDetails({ providerClusterId }, signal) {
      try {
        const { data } = await get(
          `/api/admin/clusters/${encodeURIComponent(providerClusterId)}`,
          clusterAnswerSchema,
          signal,
        );
        return data ? toReading(data) : null;
      } catch (error) {
        if (error instanceof ProviderError && error.kind === "not-found") return null;
        throw error;
      }
    },
  };
}

function nullOnProviderError(error: unknown): null {
  if (error instanceof ProviderError) return null;
  throw error;
}

function falseIfRefused(error: unknown): false {
  if (isRefusal(error)) return false;
  throw error;
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof ProviderError &&
    (error.kind === "auth" || error.kind === "forbidden" || error.kind === "not-found")
  );
}

function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}
