import "server-only";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountLoop } from "../poller/account-loop";
import type { AccountSnapshot, TrackedCluster } from "../poller/account-snapshot";
import type { FleetStore } from "../poller/fleet-store";
import type { RunningAccount } from "../poller/start-account";
import { ProviderError } from "../providers/errors";
import type { Sending } from "../providers/spec";

/** The longest that a reading of the whole list may take. */
const MAX_LOOK_MS = 8_000;
const LOOK_EVERY_MS = 100;

interface CreatingAccount extends Pick<RunningAccount, "client"> {
  loop: Pick<AccountLoop, "add" | "refreshNow">;
}

export interface CreateOptions {
  store: Pick<FleetStore, "account">;
  accountId: string;
  now: () => EpochMs;
  sleep: (durationMs: number) => Promise<unknown>;
}

interface SendOptions extends CreateOptions, Pick<Sending, "requireSendable"> {}

/**
 * Creates a cluster and shows it at once. The order is sent only once. If no answer says what became of it, the
 * account's list is read to find out; `null` if the list does not name the cluster, which may exist nevertheless.
 * Throws `ProviderError` if there is no new cluster, and what `requireSendable` throws.
 */
export async function createCluster(
  { client, loop }: CreatingAccount,
  order: Order,
  options: SendOptions,
): Promise<TrackedCluster | null> {
  if (client.createCluster === undefined) throw new ProviderError("config", "This provider creates no clusters.");
  const sentAt = options.now();
  try {
    // Not tied to the client's signal: a client that leaves early must not leave behind a cluster that nobody knows
    // about.
    const { signal } = new AbortController();
    const reading = await client.createCluster(order, { signal, requireSendable: options.requireSendable });
    const tracked = loop.add(reading);
    // The answer is only the beginning: the list knows more, and the history is written from the list.
    loop.refreshNow();
    return tracked;
  } catch (error) {
    if (!(error instanceof ProviderError) || !error.mayHaveActed) throw error;
    return lookForCluster(order.clusterId, loop, sentAt, options);
  }
}

/**
 * The cluster as a list names it that was read after `sentAt`. Has the list read anew until one that was requested from now on does
 * not name it, or for eight seconds at most: then `null`.
 */
export async function lookForCluster(
  providerClusterId: string,
  loop: CreatingAccount["loop"],
  sentAt: EpochMs,
  { store, accountId, now, sleep }: CreateOptions,
): Promise<TrackedCluster | null> {
  const failedAt = now();
  while (now() - failedAt < MAX_LOOK_MS) {
    const snapshot = store.account(accountId);
    const tracked = snapshot?.clusters.get(providerClusterId);
    if (tracked !== undefined && tracked.observedAt >= sentAt) return tracked;
    if (snapshot === null || isReadSince(snapshot, failedAt)) return null;
    loop.refreshNow();
    await sleep(LOOK_EVERY_MS);
  }
  return null;
}

/** Whether a list requested after that moment has been read. */
function isReadSince({ lastAttemptAt, lastSuccessAt }: AccountSnapshot, at: EpochMs): boolean {
  return lastAttemptAt !== null && lastSuccessAt !== null && lastAttemptAt > at && lastSuccessAt >= lastAttemptAt;
}
