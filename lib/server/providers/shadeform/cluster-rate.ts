import "server-only";
import type { NodeReading } from "@/lib/domain/cluster/cluster";
import type { Billing, Rate } from "@/lib/domain/money/rate";
import { reportedRate, summedRate } from "./rate";
import { rateByTerms } from "./rental";
import type { WireCluster, WireInstance } from "./wire";

/** What a cluster costs by its own price, and without one, what those of its instances cost together that are not gone. */
export function clusterRate(
  cluster: WireCluster,
  instances: readonly WireInstance[],
  nodes: readonly NodeReading[],
  billing: Billing,
): Rate {
  const charge = { billing, ownCloud: instances.some(({ shade_cloud }) => shade_cloud === false) };
  const own = reportedRate(cluster.hourly_price, charge);
  const prices = nodes.map(({ rate }) => rate.usdMicrosPerHour);
  const rate = own.source === "none" ? summedRate(prices, charge) : own;
  const terms = [cluster, ...instances].flatMap(({ rental_terms }) => rental_terms ?? []);
  const special = terms.find(({ rental_type }) => rental_type !== "on-demand");
  if (!special) return rate;
  // A price that one instance agreed to is not the whole cluster's.
  return rateByTerms(rate, special === cluster.rental_terms ? special : { ...special, hourly_price: null });
}
