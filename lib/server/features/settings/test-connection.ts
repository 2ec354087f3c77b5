import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectionTest } from "@/lib/contract/settings";
import { formatAge, formatCounted } from "@/lib/domain/text/format";
import type { Application } from "../../http/application";
import type { ConnectionSnapshot } from "../../poller/connection-snapshot";
import { ProviderError } from "../../providers/errors";
import { notFound } from "../../refusal";

/** A little less than a browser waits for an answer. */
const LONGEST_WAIT_MS = 8_000;
const LOOK_EVERY_MS = 50;
/** More would be no help to anybody. */
const MOST_IDS = 20;

/**
 * Reads an account once, as a poll of its own that counts against its limits, and says how that went. While it may not be read,
 * the last reading answers: it is a few seconds old, or the provider has asked for a pause.
 */
export async function testConnection(application: Application, connectionId: string): Promise<ConnectionTest> {
  const result = await readOnce(application, connectionId);
  const code = application.poller.store.connection(connectionId)?.problem?.code;
  // What a provider knows nothing of, or keeps from this key, may be an account under another id than its own.
  if (result.ok || (code !== "not-found" && code !== "forbidden")) return result;
  return { ok: false, detail: [result.detail, ...(await visibleAccounts(application, connectionId))].join(" ") };
}

/** Which accounts the key can see, in a sentence; none where the provider does not say. */
async function visibleAccounts({ questions }: Application, connectionId: string): Promise<string[]> {
  try {
    const ids = await questions.accountIds.ask(connectionId, null);
    if (ids === null) return [];
    if (ids.length === 0) return ["This key can see no account."];
    return [
      `This key can see ${ids.length === 1 ? "the account" : "the accounts"} ${ids.slice(0, MOST_IDS).join(", ")}.`,
    ];
  } catch (error) {
    if (error instanceof ProviderError) return [];
    throw error;
  }
}

async function readOnce({ poller }: Application, connectionId: string): Promise<ConnectionTest> {
  const { store, connections } = poller;
  const before = store.connection(connectionId);
  const connection = connections.get(connectionId);
  if (!before || !connection) throw notFound("There is no connection with this id.");
  if (!connection.loop.refreshNow().accepted) return describe(before, agoOf(before));
  const startedAt = performance.now();
  while (performance.now() - startedAt < LONGEST_WAIT_MS) {
    const after = store.connection(connectionId);
    // The next attempt is fixed when a poll has ended.
    if (after !== null && after.nextAttemptAt !== before.nextAttemptAt) return describe(after, "just now");
    await sleep(LOOK_EVERY_MS);
  }
  const seconds = LONGEST_WAIT_MS / 1_000;
  return {
    ok: false,
    detail: `${before.provider.label} has not answered within ${seconds} s. It is still being read.`,
  };
}

function agoOf({ lastAttemptAt }: ConnectionSnapshot): string {
  const ageMs = lastAttemptAt === null ? 0 : Date.now() - lastAttemptAt;
  return ageMs < 1_000 ? "just now" : `${formatAge(ageMs)} ago`;
}

function describe({ provider, problem, clusters }: ConnectionSnapshot, when: string): ConnectionTest {
  if (problem !== null) return { ok: false, detail: `Tried ${when}. ${problem.detail}` };
  return { ok: true, detail: `Read ${when}: ${provider.label} has ${formatCounted(clusters.size, "cluster")}.` };
}
