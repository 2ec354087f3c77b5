import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { accountIdOf, clusterIdOf } from "@/lib/domain/cluster/identity";
import { FORMER_ACCOUNT } from "@/lib/domain/text/former-words";

const ALIAS_LENGTH = 20;

/** Part of what is hashed. An account's stays as it was: with another, links that are in use would lead to nothing. */
const HASHED_AS = { account: FORMER_ACCOUNT, cluster: "cluster", node: "node" } as const;

/** What the aliases of one link are made with: another link's aliases for the same clusters have nothing in common with them. */
export function newAliasKey(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Stands for an id in a guest's answers: always the same in one link, and no way back. `kind` keeps apart what might have the
 * same id. 80 bits in hexadecimal, so that an alias may stand where an id may.
 */
export function aliasOf(aliasKey: string, kind: keyof typeof HASHED_AS, id: string): string {
  return createHmac("sha256", aliasKey).update(`${HASHED_AS[kind]}\n${id}`).digest("hex").slice(0, ALIAS_LENGTH);
}

/** Stands for a cluster's whole id, which names its account too. */
export function clusterAliasOf(aliasKey: string, clusterId: string): string {
  const accountAlias = aliasOf(aliasKey, "account", accountIdOf(clusterId) ?? "");
  return clusterIdOf(accountAlias, aliasOf(aliasKey, "cluster", clusterId));
}
