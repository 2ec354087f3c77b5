import { isCheaper, restOfRate, timesRate, type UsdMicrosPerHour } from "../money/cost";
import { formatCount, formatDurationRange } from "../text/format";
import type { ClusterReading, NodeShape, Region } from "./cluster";

const MAX_SHOWN = 3;

/** A machine that could be rented now, at one place. */
export interface Offer {
  cloud: string;
  region: Region | null;
  /** "spot": the provider may reclaim it at any time. */
  rental: "on-demand" | "spot";
  shape: NodeShape;
  /** Of one machine. */
  usdMicrosPerHour: UsdMicrosPerHour;
  /** In the provider's terms: "vm", "container", "baremetal". */
  kind: string | null;
  /** How long booting usually takes. */
  bootMs: { min: number; max: number } | null;
}

/** The same cluster elsewhere, for less. */
export interface CheaperOffer {
  cloud: string;
  region: Region | null;
  /** Of as many machines as the cluster has nodes. */
  usdMicrosPerHour: UsdMicrosPerHour;
  usdMicrosPerHourLess: UsdMicrosPerHour;
  /** What else would be different, or is not known to be the same, in words. */
  conditions: string[];
}

/**
 * The cheapest offers from up to three clouds for the same machines in the same number; none if anything decisive is unknown. Spot
 * machines come last, as they are not the same thing for less.
 */
export function cheaperOffers(
  { shape, nodes, rate }: Pick<ClusterReading, "shape" | "nodes" | "rate">,
  offers: readonly Offer[],
): CheaperOffer[] {
  const nodeCount = nodes?.filter(({ status }) => status !== "terminated").length ?? 0;
  const present = rate.usdMicrosPerHour;
  if (shape === undefined || nodeCount === 0 || present === null || rate.billing !== "full") return [];
  const cheaper = offers
    .filter((offer) => isSameShape(shape, offer.shape))
    .map((offer) => ({ offer, price: timesRate(offer.usdMicrosPerHour, nodeCount) }))
    .filter(({ price }) => isCheaper(price, present))
    .toSorted((one, other) => rank(one.offer) - rank(other.offer) || one.price - other.price);
  const perCloud = [...Map.groupBy(cheaper, ({ offer }) => `${offer.rental} ${offer.cloud}`).values()].flatMap(
    ([cheapest]) => cheapest ?? [],
  );
  return perCloud.slice(0, MAX_SHOWN).map(({ offer, price }) => ({
    cloud: offer.cloud,
    region: offer.region,
    usdMicrosPerHour: price,
    usdMicrosPerHourLess: restOfRate(present, [price]),
    conditions: conditionsOf(offer, shape, nodeCount),
  }));
}

function rank({ rental }: Offer): number {
  return rental === "spot" ? 1 : 0;
}

/**
 * Whether two machines are interchangeable: the same GPUs, in the same number, connected alike. Unknown is not the same, except for
 * NVLink, which many clouds never mention.
 */
export function isSameShape(one: NodeShape, other: NodeShape): boolean {
  return (
    isSame(one.gpuModel, other.gpuModel) &&
    isSame(one.gpusPerNode, other.gpusPerNode) &&
    isSame(one.interconnect, other.interconnect) &&
    isSame(one.vramPerGpuGb, other.vramPerGpuGb) &&
    isNvlinkAlike(one, other) !== false
  );
}

/** `null` if unknown for either of them; true for a single GPU, which has nothing to be linked with. */
function isNvlinkAlike(one: NodeShape, other: NodeShape): boolean | null {
  if (one.gpusPerNode === 1) return true;
  return one.nvlink === null || other.nvlink === null ? null : one.nvlink === other.nvlink;
}

function isSame(one: string | number | null, other: string | number | null): boolean {
  return one !== null && other !== null && String(one).toLowerCase() === String(other).toLowerCase();
}

const KIND_WORDS: ReadonlyMap<string | null, string | null> = new Map([
  ["vm", null],
  ["container", "in a container instead of on a dedicated machine"],
  ["baremetal", "on bare metal"],
  [null, "kind of machine unknown"],
]);

function conditionsOf({ kind, bootMs, shape, rental }: Offer, own: NodeShape, nodeCount: number): string[] {
  const kindWords = KIND_WORDS.get(kind);
  return [
    ...(rental === "spot" ? ["spot: may be reclaimed at any time"] : []),
    nodeCount === 1
      ? "available now"
      : `one is available now; whether ${formatCount(nodeCount)} are, and how they are connected, is unknown`,
    bootMs === null ? "boot time unknown" : `usually boots in ${formatDurationRange(bootMs.min, bootMs.max)}`,
    ...(kindWords === null ? [] : [kindWords ?? `kind of machine: ${kind}`]),
    ...(isNvlinkAlike(own, shape) === null ? ["unknown whether NVLink connects its GPUs in the same way"] : []),
    ...difference("memory", own.memoryGb, shape.memoryGb),
    ...difference("storage", own.storageGb, shape.storageGb),
  ];
}

/** "1,024 GB storage instead of 2,048 GB" */
function difference(what: string, ownGb: number | null, offeredGb: number | null): string[] {
  if (ownGb === null || offeredGb === null) return [`unknown whether it has as much ${what}`];
  return ownGb === offeredGb ? [] : [`${formatCount(offeredGb)} GB ${what} instead of ${formatCount(ownGb)} GB`];
}
