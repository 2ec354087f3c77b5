import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { AccountTest } from "@/lib/contract/settings";
import { formatAge, formatCounted } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { visibleIdsNote } from "../../accounts/tested-fleet";
import type { Application } from "../../http/application";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { ProviderError } from "../../providers/errors";
import { notFound } from "../../refusal";

/** A little less than browsers wait for an answer. */
const MAX_WAIT_MS = 8_000;
const LOOK_EVERY_MS = 50;

/**
 * Reads an account once, as a regular poll that counts against its limits, and says how it went. While it may not be
 * read, the last reading is reported: it is a few seconds old, or the provider has asked for a pause.
 */
export async function tryAccount(application: Application, accountId: string): Promise<AccountTest> {
  const result = await readOnce(application, accountId);
  const code = application.poller.store.account(accountId)?.problem?.code;
  // If a provider does not know the account, or denies this key access, the configured account id may be wrong.
  if (result.ok || (code !== "not-found" && code !== "forbidden")) return result;
  return { ok: false, detail: [result.detail, ...(await visibleAccounts(application, accountId))].join(" ") };
}

/** Which accounts the key can see, as a sentence; empty if the provider does not say. */
async function visibleAccounts({ onDemandReads }: Application, accountId: string): Promise<string[]> {
  try {
    const ids = await onDemandReads.visibleAccountIds.ask(accountId, null);
    return ids === null ? [] : visibleIdsNote(ids);
  } catch (error) {
    if (error instanceof ProviderError) return [];
    throw error;
  }
}

async function readOnce({ poller, coordination }: Application, accountId: string): Promise<AccountTest> {
  const { store, accounts } = poller;
  const before = store.account(accountId);
  const account = accounts.get(accountId);
  if (!before || !account) throw notFound("There is no account with this id.");
  if (!account.loop.refreshNow().accepted) return describe(before, agoOf(before, coordination.now()));
  const startedAt = performance.now();
  while (performance.now() - startedAt < MAX_WAIT_MS) {
    const after = store.account(accountId);
    // The time of the next attempt is set when a poll ends.
    if (after !== null && after.nextAttemptAt !== before.nextAttemptAt) return describe(after, "just now");
    await sleep(LOOK_EVERY_MS);
  }
  const seconds = MAX_WAIT_MS / 1_000;
  return {
    ok: false,
    detail: `${before.provider.label} has not answered within ${seconds} s. Clusterdeck is still waiting for it.`,
  };
}

function agoOf({ lastAttemptAt }: AccountSnapshot, now: EpochMs): string {
  const ageMs = lastAttemptAt === null ? 0 : now - lastAttemptAt;
  return ageMs < 1_000 ? "just now" : `${formatAge(ageMs)} ago`;
}

function describe({ provider, problem, clusters, paused }: AccountSnapshot, when: string): AccountTest {
  if (paused !== null)
    return { ok: false, detail: `It was paused by ${paused.by}, so it is not read. Resume it first.` };
  if (problem !== null) return { ok: false, detail: `Tried ${when}. ${problem.detail}` };
  return { ok: true, detail: `Read ${when}: ${provider.label} has ${formatCounted(clusters.size, "cluster")}.` };
}
