import "server-only";
import type { Subject } from "@/lib/domain/alerts/rule";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { AccountSnapshot } from "../poller/account-snapshot";

/** What a subject is called, and what it belongs to: a node to its cluster, a cluster to its account. */
interface SubjectName {
  label: string;
  place: string;
}

/** `real` for those who may know names; `alias` for everybody else: "Cluster 3 at Shadeform". */
export interface SubjectNames {
  real: SubjectName;
  alias: SubjectName;
}

interface NamedThings {
  accounts: readonly AccountSnapshot[];
  /** What an account is called, also one that left the fleet; `null` if there is none. */
  accountLabel: (accountId: string) => string | null;
  /** A number that a cluster of an account keeps for ever; `null` if it is not known yet. */
  clusterNumber: (clusterId: string) => number | null;
  channelLabel: (channelId: string) => string | null;
}

/** `storedLabel` is what it was called when it was last seen. */
export function namesOf(subject: Subject, storedLabel: string | null, things: NamedThings): SubjectNames {
  const { accounts } = things;
  const account = accounts.find(({ id }) => id === subject.accountId);
  const accountAlias = account === undefined ? "An account" : aliasOfAccount(account, accounts);
  const { accountId } = subject;
  const accountName = accountId === null ? "" : (account?.label ?? things.accountLabel(accountId) ?? accountId);
  const provider = account?.provider.label ?? "a provider";
  const place = { real: accountName, alias: accountAlias };
  const named = (label: string, alias: string, at = place): SubjectNames => ({
    real: { label, place: at.real },
    alias: { label: alias, place: at.alias },
  });
  switch (subject.kind) {
    case "account":
      return named(account?.label ?? storedLabel ?? subject.id, accountAlias);
    case "cluster":
      return named(
        clusterName(subject, account) ?? storedLabel ?? subject.id,
        clusterAlias(subject.id, provider, things),
      );
    case "node": {
      const alias = clusterAlias(subject.clusterId ?? "", provider, things);
      const cluster = { real: clusterName(subject, account) ?? "its cluster", alias };
      return named(nodeName(subject, account) ?? storedLabel ?? subject.id, `A node of ${alias}`, cluster);
    }
    case "budget":
      return named(budgetName(subject, accounts), "A budget");
    default:
      return serverNames(subject.id, things.channelLabel(subject.id) ?? storedLabel);
  }
}

/** Parts of this server keep their names; a channel's may say whom it reaches. */
function serverNames(part: string, channelLabel: string | null): SubjectNames {
  const own = PARTS[part];
  const place = "Clusterdeck";
  return {
    real: { label: own ?? channelLabel ?? part, place },
    alias: { label: own ?? "A channel", place },
  };
}

const PARTS: Readonly<Record<string, string>> = { fleet: "The fleet", history: "The history" };

function aliasOfAccount({ id, provider }: AccountSnapshot, accounts: readonly AccountSnapshot[]): string {
  const atProvider = accounts.filter((other) => other.provider.id === provider.id);
  if (atProvider.length === 1) return provider.label;
  return `Account ${atProvider.findIndex((other) => other.id === id) + 1} at ${provider.label}`;
}

function clusterAlias(clusterId: string, provider: string, { clusterNumber }: NamedThings): string {
  const number = clusterNumber(clusterId);
  return number === null ? `A cluster at ${provider}` : `Cluster ${number} at ${provider}`;
}

function clusterName({ clusterId }: Subject, account: AccountSnapshot | undefined): string | null {
  return readingOf(clusterId, account)?.name ?? null;
}

function nodeName({ clusterId, nodeId }: Subject, account: AccountSnapshot | undefined): string | null {
  return readingOf(clusterId, account)?.nodes?.find(({ id }) => id === nodeId)?.name ?? null;
}

function readingOf(clusterId: string | null, account: AccountSnapshot | undefined) {
  if (account === undefined || clusterId === null) return null;
  const providerClusterId = clusterId.slice(clusterIdOf(account.id, "").length);
  return (account.clusters.get(providerClusterId) ?? account.gone.get(providerClusterId))?.reading ?? null;
}

function budgetName({ id, accountId }: Subject, accounts: readonly AccountSnapshot[]): string {
  const owner =
    accountId === null
      ? accounts.find(({ provider }) => `provider ${provider.id}` === id)?.provider.label
      : accounts.find((account) => account.id === accountId)?.label;
  return owner === undefined ? "The budget of this month" : `The budget of ${owner}`;
}
