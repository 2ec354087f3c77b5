import "server-only";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { ProviderError } from "@/lib/server/providers/errors";
import type { ProviderHttp } from "@/lib/server/providers/http/http";
import { leniently } from "@/lib/server/providers/odd-fields";
import { createPermission } from "@/lib/server/providers/permission";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import { namespaceSchema } from "./wire";

export interface ReadIdentity {
  uid: string;
  createdAt: EpochMs | null;
}

interface Options {
  http: Pick<ProviderHttp, "getJson" | "hasRoom">;
  headers: Record<string, string>;
  now: () => EpochMs;
  /** Called before each answer. */
  noteOdd: () => NoteOdd;
}

/**
 * Who a cluster is: a cluster has no id of its own, but its first namespace has one, as old as the cluster. Asked until it is known or
 * refused, because a cluster that changed its id from one reading to the next would lose its history; then once an hour, in case another
 * cluster has moved to this address. `null` if the token may not read it.
 */
export function createClusterIdentity({ http, headers, now, noteOdd }: Options) {
  const permission = createPermission(now);
  let known: ReadIdentity | null = null;
  let askedAt: EpochMs = Number.NEGATIVE_INFINITY;

  async function ask(signal: AbortSignal): Promise<ReadIdentity> {
    const path = "/api/v1/namespaces/kube-system";
    const { metadata } = await http.getJson({ path, headers, schema: leniently(namespaceSchema, noteOdd()), signal });
    return { uid: metadata.uid, createdAt: parseTimestamp(metadata.creationTimestamp) };
  }

  return async (signal: AbortSignal): Promise<ReadIdentity | null> => {
    const isDue = Math.abs(now() - askedAt) >= HOUR_MS && http.hasRoom();
    if (known !== null && !isDue) return known;
    try {
      known = (await permission.ask(() => ask(signal))) ?? known;
      askedAt = now();
    } catch (error) {
      if (known === null || !(error instanceof ProviderError)) throw error;
    }
    return known;
  };
}
