import "server-only";
import type { CostGrouping } from "@/lib/contract/costs";
import { type GuestCosts, guestCostsSchema } from "@/lib/contract/guest";
import { accountIdOf } from "@/lib/domain/cluster/identity";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Application } from "../../http/application";
import { checkedJson, sendJsonText } from "../../http/send-json";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { aliasOf, clusterAliasOf } from "../../sharing/guests/alias";
import { filterOfLink } from "../../sharing/guests/filter-of-link";
import { type ClusterNumbers, guestNameOf } from "../../sharing/guests/guest-name";
import { type StoredLink, shownKeyOf } from "../../sharing/links/stored-link";
import { requireOpen } from "../../store/storage-refusal";
import { costLabels, hasCluster } from "../../views/costs/cost-labels";
import type { CostQuery } from "../../views/costs/cost-plan";
import { readCostQuery } from "../../views/costs/cost-query";
import { type CostFacts, type CostLabels, costsView } from "../../views/costs/costs-view";
import { withDistinctLabels } from "../../views/costs/distinct-series";
import type { Requester } from "../../workload/turns";
import { linkGone } from "./open-link";

type Source = Pick<
  Application,
  "historyHandle" | "live" | "shareLinks" | "shownClusters" | "guestFleets" | "costAnswers"
> & {
  configuration: { timeZone: string };
};
type Series = GuestCosts["series"][number];

interface AskedGuestCosts {
  request: Request;
  now: EpochMs;
  /** A guest, or an operator who previews what guests see. */
  requester: Requester;
}

/** `GET /api/shared/{token}/costs`. Throws the same 404 as for an unknown link if the link does not show costs. */
export async function sendGuestCosts(
  application: Source,
  link: StoredLink,
  { request, now, requester }: AskedGuestCosts,
): Promise<Response> {
  if (!link.show.costs) throw linkGone();
  const query = guestQuery(readCostQuery(request, application.configuration.timeZone), link);
  const { clusterId } = query;
  // Gives each cluster that the link shows the number that identifies it.
  const snapshots = await application.guestFleets.snapshots(link);
  const asked = {
    query: {
      ...query,
      clusterId: clusterId === null ? null : await application.shownClusters.require(link, clusterId),
    },
    source: { history: requireOpen(application.historyHandle), now, filter: filterOfLink(link) },
    ...{ requester, audience: `${shownKeyOf(link)} ${application.live.revision()}`, signal: request.signal },
  };
  const text = await application.costAnswers.answer(asked, async (facts) => {
    const costs = await guestCosts(application, link, { facts, snapshots });
    return checkedJson(guestCostsSchema, costs);
  });
  return sendJsonText(text);
}

async function guestCosts(
  { shareLinks }: Source,
  link: StoredLink,
  { facts, snapshots }: { facts: CostFacts; snapshots: readonly AccountSnapshot[] },
): Promise<GuestCosts> {
  const costs = costsView(facts, guestLabels(link, snapshots));
  const told = costs.series.filter(({ othersCount }) => othersCount === undefined);
  const clusterIds = facts.groupBy === "cluster" ? told.map(({ key }) => key) : [];
  const numbers = await shareLinks.numberClusters(link.id, clusterIds);
  // A clock jump concerns only the owner; the uncertainty that it causes is in the error.
  const problem = costs.history.problem?.cause === "storage" ? costs.history.problem : null;
  const aliased = costs.series.map((one) => guestSeries(one, facts.groupBy, { link, numbers, snapshots }));
  const series = facts.groupBy === "cluster" ? withDistinctLabels(aliased, snapshots) : aliased;
  const accounts = costs.accounts.map(({ id, readAt }) => ({ id: aliasOf(link.aliasKey, "account", id), readAt }));
  return { ...costs, accounts, history: { ...costs.history, problem }, series: series.toSorted(byCostAndAlias) };
}

/** Accounts have the same labels as in the link's fleet. Guests learn nothing about budgets. */
function guestLabels({ aliasKey, scope }: StoredLink, snapshots: readonly AccountSnapshot[]): CostLabels {
  const { labelOf } = costLabels([], snapshots);
  const labelOfAccount = (accountId: string) =>
    snapshots.find(({ id }) => id === aliasOf(aliasKey, "account", accountId))?.label;
  return {
    accountIds: () => accountsOf(scope).filter((accountId) => labelOfAccount(accountId) !== undefined),
    labelOf: (groupBy, key) =>
      groupBy === "account" ? (labelOfAccount(key) ?? "Former account") : labelOf(groupBy, key),
    isConfigured: (accountId) => labelOfAccount(accountId) !== undefined,
    // Guests are told "Former account" of all that the link does not show any more.
    isRetired: () => false,
    hasPage: (clusterId) => {
      const alias = clusterAliasOf(aliasKey, clusterId);
      return snapshots.some((snapshot) => hasCluster(snapshot, alias));
    },
    budgetOf: () => null,
  };
}

/** The accounts that a link shows anything of. */
function accountsOf({ accountIds, clusterIds }: StoredLink["scope"]): string[] {
  const ofClusters = clusterIds.map(accountIdOf).filter((accountId) => accountId !== null);
  return [...new Set([...accountIds, ...ofClusters])];
}

/**
 * Most expensive first, as everywhere, and the others last. Ties are in an order that means nothing outside this link.
 */
function byCostAndAlias(one: Series, other: Series): number {
  const isLater = Number(one.othersCount !== undefined) - Number(other.othersCount !== undefined);
  return isLater || other.totalUsdMicros - one.totalUsdMicros || (one.key < other.key ? -1 : 1);
}

interface SeriesContext {
  link: StoredLink;
  numbers: ClusterNumbers;
  snapshots: readonly AccountSnapshot[];
}

function guestSeries(series: Series, groupBy: CostGrouping, { link, numbers, snapshots }: SeriesContext): Series {
  const { key, label } = series;
  if (groupBy === "account") return { ...series, key: aliasOf(link.aliasKey, "account", key) };
  if (groupBy === "gpu-model" && hidesPlaces(link)) return harmlessModel(series, { link, snapshots });
  if (groupBy !== "cluster" || series.othersCount !== undefined) return series;
  const alias = clusterAliasOf(link.aliasKey, key);
  // A name may give away what the link hides, which is known only of clusters that the fleet knows.
  const shown = hidesPlaces(link) ? shownName(alias, snapshots) : label;
  return { ...series, key: alias, label: guestNameOf({ clusterId: key, name: shown }, link, numbers) };
}

function hidesPlaces({ show }: StoredLink): boolean {
  return !show.provider || !show.region;
}

/** A model may be named after its provider; what the link's fleet names is known to be harmless. */
function harmlessModel(series: Series, { link, snapshots }: Omit<SeriesContext, "numbers">): Series {
  const tracked = snapshots.flatMap(({ clusters, gone }) => [...clusters.values(), ...gone.values()]);
  const isNamed = tracked.some(({ reading }) => reading.gpuModel === series.key);
  if (isNamed || series.key === "" || series.othersCount !== undefined) return series;
  return { ...series, key: aliasOf(link.aliasKey, "cluster", series.key), label: "Another GPU model" };
}

/** What the link's fleet calls a cluster; `null` if it is no longer there. */
function shownName(alias: string, snapshots: readonly AccountSnapshot[]): string | null {
  const account = snapshots.find(({ id }) => id === accountIdOf(alias));
  const ownAlias = alias.slice((account?.id.length ?? 0) + 1);
  return (account?.clusters.get(ownAlias) ?? account?.gone.get(ownAlias))?.reading.name ?? null;
}

/** Where providers are hidden, how costs are divided among them is too. */
function guestQuery(query: CostQuery, { show }: StoredLink): CostQuery {
  return query.groupBy === "provider" && !show.provider ? { ...query, groupBy: "account" } : query;
}
