import "server-only";
import { z } from "zod";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { parseUsd, sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { ProviderHttp } from "@/lib/server/providers/http/http";
import { parseItemsInTurns } from "@/lib/server/providers/items";
import { providerId } from "@/lib/server/providers/provider-text";
import { createSeldom } from "@/lib/server/providers/seldom";
import { wireNumber } from "@/lib/server/providers/wire-values";

/** By the id of the pod or the cluster. */
type Billed = ReadonlyMap<string, UsdMicros>;

const BILLS = { pods: "podId", clusters: "clusterId" } as const;

const answerSchema = z.object({ records: z.array(z.unknown()) });

interface BillsOptions {
  http: ProviderHttp;
  headers: Record<string, string>;
  now: () => EpochMs;
}

/**
 * What RunPod says that each cluster and pod has cost so far, with the volumes and the network that its price per hour leaves out. Read
 * once an hour beside the polls.
 */
export function createBills({ http, headers, now }: BillsOptions) {
  let since: EpochMs | null = null;

  async function readBills(of: keyof typeof BILLS, start: EpochMs, signal: AbortSignal): Promise<Billed | null> {
    // One record per year and machine: the longer the buckets, the fewer there are.
    const query = { bucketSize: "year", startTime: new Date(start).toISOString() };
    const path = `/billing/${of}`;
    const { records } = await http.getJson({ path, query, headers, schema: answerSchema, signal, isAddition: true });
    return toBilled(records, BILLS[of]);
  }

  const seldom = createSeldom<Billed | null>({
    now,
    hasRoom: http.hasRoom,
    keepMs: () => HOUR_MS,
    ask: async (signal) => {
      const start = since ?? now();
      const pods = await readBills("pods", start, signal);
      const clusters = await readBills("clusters", start, signal);
      return pods && clusters && new Map([...pods, ...clusters]);
    },
  });

  return {
    /** What is known now. A call that is due runs beside the poll, and joins the next reading. */
    read: (
      clusters: readonly ClusterReading[],
      signal: AbortSignal,
    ): { accrued: Billed | null; warnings: string[] } => {
      const starts = clusters.flatMap(({ createdAt }) => createdAt ?? []);
      since = starts.length > 0 ? Math.min(...starts) : null;
      if (since !== null) seldom.ask(signal);
      const { answer, trouble } = seldom.latest();
      return { accrued: answer, warnings: trouble === null ? [] : [TROUBLES[trouble]] };
    },
    settled: seldom.settled,
  };
}

const TROUBLES = {
  refused:
    "This key may not read what RunPod has billed, so its own figures are missing. Give the key that permission.",
  failed: "What RunPod has billed could not be read lately, so its own figures may be missing or old",
};

/** `null` if a record cannot be read: part of a bill would look like the whole. */
export async function toBilled(records: readonly unknown[], idField: "podId" | "clusterId"): Promise<Billed | null> {
  const schema = z
    .object({ [idField]: providerId, totalAmount: wireNumber })
    .transform((record) => ({ id: String(record[idField]), amount: parseUsd(record.totalAmount) }));
  const { items, unreadable } = await parseItemsInTurns(records, { schema, readId: () => null });
  if (unreadable.length > 0) return null;
  const billed = new Map<string, UsdMicros>();
  for (const { id, amount } of items)
    if (amount !== null) billed.set(id, sumUsd([billed.get(id), amount].filter((one) => one !== undefined)));
  return billed;
}
