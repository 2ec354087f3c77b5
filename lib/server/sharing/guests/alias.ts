import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { accountIdOf, clusterIdOf } from "@/lib/domain/cluster/identity";
import { FORMER_ACCOUNT } from "@/lib/domain/text/former-words";

const ALIAS_LENGTH = 20;

/**
 * Part of what is hashed. The old word for accounts stays here: with another one, the addresses that guests use would
 * lead nowhere.
 */
const HASHED_AS = { account: FORMER_ACCOUNT, cluster: "cluster", node: "node", machine: "machine" } as const;

/**
 * The key that one link's aliases are made with: another link's aliases for the same clusters have nothing in common
 * with them.
 */
export function newAliasKey(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Replaces an id in a guest's answers: always the same within one link, and irreversible. `kind` keeps apart things
 * that might have the same id. 80 bits in hexadecimal, so that an alias can be used wherever an id can.
 */
export function aliasOf(aliasKey: string, kind: keyof typeof HASHED_AS, id: string): string {
  return createHmac("sha256", aliasKey).update(`${HASHED_AS[kind]}\n${id}`).digest("hex").slice(0, ALIAS_LENGTH);
}

/** Replaces a cluster's whole id, which contains the account's id too. */
export function clusterAliasOf(aliasKey: string, clusterId: string): string {
  const accountAlias = aliasOf(aliasKey, "account", accountIdOf(clusterId) ?? "");
  return clusterIdOf(accountAlias, aliasOf(aliasKey, "cluster", clusterId));
}
