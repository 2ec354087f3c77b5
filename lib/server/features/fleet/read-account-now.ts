import "server-only";
import type { Refresh } from "@/lib/contract/operations";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { Application } from "../../http/application";
import { HttpProblem } from "../../http-problem";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { conflict, notFound } from "../../refusal";

/**
 * Requests a poll now. Everybody who asks shares it. It is refused too soon after the last one, or before a provider's
 * `Retry-After`, and of one that is paused.
 */
export function readAccountNow({ poller, coordination }: Application, accountId: string): Refresh {
  const account = poller.accounts.get(accountId);
  if (!account) throw notFound("There is no account with this id.");
  const { accepted, nextAttemptAt } = account.loop.refreshNow();
  if (nextAttemptAt === null) throw conflict(pausedSentence(poller.store.account(accountId)));
  if (accepted) return { nextAttemptAt: isoTime(nextAttemptAt) };
  const waitSeconds = Math.max(1, Math.ceil((nextAttemptAt - coordination.now()) / 1_000));
  const detail = `This account was read a moment ago, or its provider asked for a pause. The next reading is in ${waitSeconds} s.`;
  throw new HttpProblem(429, { code: "rate-limited", detail }, { "Retry-After": String(waitSeconds) });
}

function pausedSentence(snapshot: AccountSnapshot | null): string {
  const by = snapshot?.paused ? ` by ${snapshot.paused.by}` : "";
  return `This account was paused${by}, so it is not read. Resume it first.`;
}
