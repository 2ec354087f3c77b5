import "server-only";
import type { z } from "zod";
import { createPause, mapInTurns } from "@/lib/server/pause";
import { ProviderError } from "@/lib/server/providers/errors";
import { parseItemsInTurns, readStringProperty } from "@/lib/server/providers/items";
import { createOddFields } from "@/lib/server/providers/odd-fields";
import { isRefusal } from "@/lib/server/providers/permission";
import type { ConnectContext, FleetReading, ProviderClient } from "@/lib/server/providers/spec";
import { accruedOf, balanceSchema, billingPageSchema, createBillsReader } from "./billing";
import { toEvents } from "./node-logs";
import { toReading, toSummaryReading } from "./normalise";
import { toPodClusters } from "./normalise-pods";
import { type AllPages, readAllPages, walkPages } from "./pages";
import { createWalletReader } from "./wallet";
import { clusterAnswerSchema, pageSchema, whoamiSchema, wireClusterSummarySchema } from "./wire";

export interface PrimeIntellectSettings {
  apiKey: string;
  baseUrl: string;
}

const PAGE_SIZE = 100;
const MODE_KNOWN_FOR_MS = 3_600_000;
/** A cluster's latest 500 events: more than anybody reads. */
const MAX_LOG_PAGES = 5;
const WALLET_PATH = "/api/v1/billing/wallet";
const NO_ADMIN_WARNING = "This key has no admin permission: clusters are put together from pods";

export function createPrimeIntellectClient(
  { apiKey }: PrimeIntellectSettings,
  { http, now }: ConnectContext,
): ProviderClient {
  const headers = { Authorization: `Bearer ${apiKey}` };
  const oddFields = createOddFields("Prime Intellect");
  let mode: { isAdmin: boolean; askedAt: number } | null = null;

  function get<Answer>(path: string, schema: z.ZodType<Answer>, signal: AbortSignal, query = {}): Promise<Answer> {
    return http.getJson({ path, query, headers, schema, signal });
  }

  function getFromWallet<Answer>(
    schema: z.ZodType<Answer>,
    signal: AbortSignal,
    query: Record<string, string | number>,
  ): Promise<Answer> {
    return http.getJson({ path: WALLET_PATH, query, headers, schema, signal, isAddition: true });
  }

  function readList(path: string, signal: AbortSignal): Promise<AllPages> {
    return readAllPages(PAGE_SIZE, (offset) => get(path, pageSchema, signal, { limit: PAGE_SIZE, offset }));
  }

  /** Ordinary keys are refused admin calls. Permissions rarely change, so this is tried once an hour. */
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
    const reading = { schema: wireClusterSummarySchema, readId, noteOdd: oddFields.begin("list") };
    const pause = createPause();
    const { items: summaries, unreadable } = await parseItemsInTurns(items, reading, pause);
    const clusters = await mapInTurns(summaries, toSummaryReading, pause);
    return withWallet({ clusters, unreadable, warnings: [], complete }, items, signal);
  }

  async function readPodsFleet(signal: AbortSignal): Promise<FleetReading> {
    // With a trailing slash: without it the API answers with a redirect, which must not carry a key.
    const { items, complete } = await readList("/api/v1/pods/", signal);
    return withWallet(
      { ...(await toPodClusters(items, oddFields.begin("list"))), warnings: [NO_ADMIN_WARNING], complete },
      items,
      signal,
    );
  }

  const readWallet = createWalletReader({
    ...{ now, hasRoom: http.hasRoom },
    readBalance: (teamId, signal) => getFromWallet(balanceSchema, signal, { limit: 1, ...(teamId && { teamId }) }),
    openBills: (teamId) => {
      const query = { limit: PAGE_SIZE, ...(teamId && { teamId }) };
      const start = (signal: AbortSignal) =>
        walkPages(PAGE_SIZE, (offset) => getFromWallet(billingPageSchema, signal, { ...query, offset }));
      return createBillsReader(start, http.hasRoom);
    },
  });

  function withWallet(fleet: FleetReading, listed: readonly unknown[], signal: AbortSignal): FleetReading {
    const { billing, billed, warnings } = readWallet(listed, signal);
    const known = new Set(fleet.clusters.flatMap(({ providerClusterId: id }) => [detailsSource(id), eventsSource(id)]));
    oddFields.retain((source) => source === "list" || known.has(source));
    return {
      ...fleet,
      warnings: [...fleet.warnings, ...warnings, ...oddFields.warnings()],
      ...(billing && { billing }),
      ...(billed && { accrued: accruedOf(fleet.clusters, billed) }),
    };
  }

  return {
    readKeyNotes: async (signal) =>
      (await isAdmin(signal)) ? ["This is the key of an admin, which may do more than read"] : [],

    async readFleet(signal) {
      try {
        return (await isAdmin(signal)) ? await readAdminFleet(signal) : await readPodsFleet(signal);
      } catch (error) {
        // A key that is refused where it was accepted before, or everywhere, is checked again.
        if (error instanceof ProviderError && isRefusal(error)) mode = null;
        throw error;
      }
    },

    async readDetails({ providerClusterId }, signal) {
      try {
        const path = `/api/admin/clusters/${encodeURIComponent(providerClusterId)}`;
        const noteOdd = oddFields.begin(detailsSource(providerClusterId));
        const { data } = await get(path, clusterAnswerSchema(noteOdd), signal);
        return data ? toReading({ ...data, id: providerClusterId }, noteOdd) : null;
      } catch (error) {
        if (error instanceof ProviderError && error.kind === "not-found") return null;
        throw error;
      }
    },

    async readEvents({ providerClusterId }, signal) {
      const path = `/api/admin/clusters/${encodeURIComponent(providerClusterId)}/node-logs`;
      const readPage = (offset: number) => get(path, pageSchema, signal, { limit: PAGE_SIZE, offset });
      const { items } = await readAllPages(PAGE_SIZE, readPage, MAX_LOG_PAGES);
      return toEvents(items, oddFields.begin(eventsSource(providerClusterId)));
    },
  };
}

function detailsSource(id: string): string {
  return `details ${id}`;
}

function eventsSource(id: string): string {
  return `events ${id}`;
}

function falseIfRefused(error: unknown): false {
  if (error instanceof ProviderError && isRefusal(error)) return false;
  throw error;
}

function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}
