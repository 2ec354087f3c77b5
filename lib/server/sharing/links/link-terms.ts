import "server-only";
import type { z } from "zod/mini";
import type { newShareLinkSchema } from "@/lib/contract/share-link";
import { accountIdOf } from "@/lib/domain/cluster/identity";
import { DEFAULT_LIFE_MS, MAX_LIFE_MS, parseOrigin, type ShareScope } from "@/lib/domain/people/share-link";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { badRequest } from "../../refusal";
import type { HashingAsker } from "../../workload/hashing-queue";
import { hashPassword } from "./password";
import type { LinkTerms } from "./stored-link";

type Wish = z.output<typeof newShareLinkSchema>;

/**
 * The final terms of a new link, from what somebody asked for. Throws a 400 with a sentence for what is not possible.
 */
export async function linkTerms(
  wish: Wish,
  accounts: readonly AccountSnapshot[],
  asker: HashingAsker,
  now: EpochMs,
): Promise<LinkTerms> {
  const { name, kind, show, password, frameOrigins = [] } = wish;
  if (password !== undefined && frameOrigins.length > 0) {
    throw badRequest(
      "A link with a password cannot be shown in a frame, because browsers would not let the frame remember the password.",
    );
  }
  return {
    name,
    kind,
    show,
    scope: settledScope(wish.scope, accounts),
    expiresAt: settledExpiry(wish, now),
    passwordHash: password === undefined ? null : await hashPassword(password, asker),
    frameOrigins: frameOrigins.flatMap((text) => parseOrigin(text) ?? []),
  };
}

function settledScope({ accountIds, clusterIds }: Wish["scope"], accounts: readonly AccountSnapshot[]): ShareScope {
  const known = accounts.map(({ id }) => id);
  if (accountIds === undefined && clusterIds === undefined) return { accountIds: known, clusterIds: [] };
  const scope = { accountIds: [...new Set(accountIds)], clusterIds: [...new Set(clusterIds)] };
  if (scope.accountIds.length + scope.clusterIds.length === 0) throw badRequest("A link must show something.");
  if (!scope.accountIds.every((id) => known.includes(id)))
    throw badRequest("There is no account with one of these ids.");
  if (!scope.clusterIds.every((id) => isKnownCluster(id, accounts))) {
    throw badRequest("There is no cluster with one of these ids.");
  }
  return scope;
}

function isKnownCluster(clusterId: string, accounts: readonly AccountSnapshot[]): boolean {
  const account = accounts.find(({ id }) => id === accountIdOf(clusterId));
  return account?.clusters.has(clusterId.slice(account.id.length + 1)) ?? false;
}

function settledExpiry({ expiresAt, kind }: Wish, now: EpochMs): EpochMs {
  const at = expiresAt === undefined ? now + DEFAULT_LIFE_MS[kind] : Date.parse(expiresAt);
  if (at <= now) throw badRequest("The link would have expired before it began: expiresAt is in the past.");
  if (at > now + MAX_LIFE_MS) throw badRequest("A link can last five years at most.");
  return at;
}
