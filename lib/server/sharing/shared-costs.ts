import "server-only";
import type { CostGrouping } from "@/lib/contract/costs";
import type { SharedCosts } from "@/lib/contract/shared";
import type { EpochMs } from "@/lib/domain/cluster";
import type { Application } from "../application";
import { readCostQuestion, requireCosts } from "../http/cost-question";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import { costLabels } from "../views/cost-labels";
import type { CostLabels } from "../views/costs-view";
import { aliasOf, clusterAliasOf } from "./alias";
import { linkGone } from "./define-shared-route";
import { type ClusterNumbers, guestNameOf } from "./guest-name";
import { requireShownCluster } from "./shown-cluster";
import { filterOfLink, requireShownHistory } from "./shown-history";
import type { StoredLink } from "./stored-link";

type Source = Pick<Application, "kept" | "shareLinks" | "guestFleets"> & { configuration: { timeZone: string } };
type Series = SharedCosts["series"][number];

/** `GET /api/shared/{token}/costs`. Throws the 404 of a link that is not there where it does not show costs. */
export async function sharedCosts(
  application: Source,
  link: StoredLink,
  { request, now }: { request: Request; now: EpochMs },
): Promise<SharedCosts> {
  if (!link.show.costs) throw linkGone();
  const { shareLinks, guestFleets, configuration } = application;
  const asked = readCostQuestion(request, configuration.timeZone);
  const labels = guestLabels(link, await guestFleets.snapshots(link));
  const clusterId = asked.clusterId === null ? null : await requireShownCluster(application, link, asked.clusterId);
  const context = { history: requireShownHistory(application), now, filter: filterOfLink(link), labels };
  const costs = await requireCosts({ ...asked, clusterId }, context);
  const told = costs.series.filter(({ othersCount }) => othersCount === undefined);
  const clusterIds = asked.groupBy === "cluster" ? told.map(({ key }) => key) : [];
  const numbers = await shareLinks.numberClusters(link.id, clusterIds);
  const series = costs.series.map((one) => guestSeries(one, asked.groupBy, link, numbers));
  return { ...costs, series: series.toSorted(byCostAndAlias) };
}

/** Connections are written as the link's fleet writes them. Of budgets guests are told nothing. */
function guestLabels({ aliasKey }: StoredLink, snapshots: readonly ConnectionSnapshot[]): CostLabels {
  const { labelOf } = costLabels([], snapshots);
  const labelOfConnection = (connectionId: string) =>
    snapshots.find(({ id }) => id === aliasOf(aliasKey, "connection", connectionId))?.label;
  return {
    labelOf: (groupBy, key) =>
      groupBy === "connection" ? (labelOfConnection(key) ?? "Former connection") : labelOf(groupBy, key),
    isConfigured: (connectionId) => labelOfConnection(connectionId) !== undefined,
    budgetOf: () => null,
  };
}

/** The dearest first as everywhere, the others last; what costs the same in an order that says nothing outside of this link. */
function byCostAndAlias(one: Series, other: Series): number {
  const isLater = Number(one.othersCount !== undefined) - Number(other.othersCount !== undefined);
  return isLater || other.totalUsdMicros - one.totalUsdMicros || (one.key < other.key ? -1 : 1);
}

function guestSeries(series: Series, groupBy: CostGrouping, link: StoredLink, numbers: ClusterNumbers): Series {
  const { key, label } = series;
  if (groupBy === "connection") return { ...series, key: aliasOf(link.aliasKey, "connection", key) };
  if (groupBy !== "cluster" || series.othersCount !== undefined) return series;
  const name = guestNameOf({ clusterId: key, name: label }, link, numbers);
  return { ...series, key: clusterAliasOf(link.aliasKey, key), label: name };
}
