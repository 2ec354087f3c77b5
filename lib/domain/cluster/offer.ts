import { isCheaper, restOfRate, timesRate, type UsdMicrosPerHour } from "../money/cost";
import { formatCount, formatDurationRange } from "../text/format";
import type { ClusterReading, NodeShape, Region } from "./cluster";

const MOST_SHOWN = 3;

/** A machine that could be rented now, at one place. */
export interface Offer {
  cloud: string;
  region: Region | null;
  shape: NodeShape;
  /** Of one machine. */
  usdMicrosPerHour: UsdMicrosPerHour;
  /** As the provider names it: "vm", "container", "baremetal". */
  kind: string | null;
  /** How long it usually boots. */
  bootMs: { min: number; max: number } | null;
}

/** The same cluster somewhere else, for less. */
export interface CheaperOffer {
  cloud: string;
  region: Region | null;
  /** Of as many machines as the cluster has nodes. */
  usdMicrosPerHour: UsdMicrosPerHour;
  usdMicrosPerHourLess: UsdMicrosPerHour;
  /** What else would be different, or is not known to be the same: each in words. */
  conditions: string[];
}

/** The cheapest offers at up to three clouds for as many of the same machines; none where anything that decides is not known. */
export function cheaperOffers(
  { shape, nodes, rate }: Pick<ClusterReading, "shape" | "nodes" | "rate">,
  offers: readonly Offer[],
): CheaperOffer[] {
  const nodeCount = nodes?.length ?? 0;
  const present = rate.usdMicrosPerHour;
  if (shape === undefined || nodeCount === 0 || present === null || rate.billing !== "full") return [];
  const cheaper = offers
    .filter((offer) => isSameShape(shape, offer.shape))
    .map((offer) => ({ offer, price: timesRate(offer.usdMicrosPerHour, nodeCount) }))
    .filter(({ price }) => isCheaper(price, present))
    .toSorted((one, other) => one.price - other.price);
  const perCloud = [...Map.groupBy(cheaper, ({ offer }) => offer.cloud).values()].flatMap(
    ([cheapest]) => cheapest ?? [],
  );
  return perCloud.slice(0, MOST_SHOWN).map(({ offer, price }) => ({
    cloud: offer.cloud,
    region: offer.region,
    usdMicrosPerHour: price,
    usdMicrosPerHourLess: restOfRate(present, [price]),
    conditions: conditionsOf(offer, shape, nodeCount),
  }));
}

/**
 * Whether two machines do the same work: the same GPUs, as many, connected alike. What is not known is not the same, but for NVLink:
 * many clouds never say it.
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

/** `null` where it is not said of either; alike where a single GPU has nothing to be linked with. */
function isNvlinkAlike(one: NodeShape, other: NodeShape): boolean | null {
  if (one.gpusPerNode === 1) return true;
  return one.nvlink === null || other.nvlink === null ? null : one.nvlink === other.nvlink;
}

function isSame(one: string | number | null, other: string | number | null): boolean {
  return one !== null && other !== null && String(one).toLowerCase() === String(other).toLowerCase();
}

const KIND_WORDS: ReadonlyMap<string | null, string | null> = new Map([
  ["vm", null],
  ["container", "in a container instead of on a machine of its own"],
  ["baremetal", "on bare metal"],
  [null, "the kind of machine is not said"],
]);

function conditionsOf({ kind, bootMs, shape }: Offer, own: NodeShape, nodeCount: number): string[] {
  const kindWords = KIND_WORDS.get(kind);
  return [
    nodeCount === 1
      ? "available now"
      : `one is available now, whether ${formatCount(nodeCount)} are is not said, nor how they are connected`,
    bootMs === null ? "boot time not said" : `usually boots in ${formatDurationRange(bootMs.min, bootMs.max)}`,
    ...(kindWords === null ? [] : [kindWords ?? `kind of machine: ${kind}`]),
    ...(isNvlinkAlike(own, shape) === null ? ["whether NVLink connects its GPUs in the same way is not said"] : []),
    ...difference("memory", own.memoryGb, shape.memoryGb),
    ...difference("storage", own.storageGb, shape.storageGb),
  ];
}

/** "1,024 GB storage instead of 2,048 GB" */
function difference(what: string, ownGb: number | null, offeredGb: number | null): string[] {
  if (ownGb === null || offeredGb === null) return [`whether it has as much ${what} is not said`];
  return ownGb === offeredGb ? [] : [`${formatCount(offeredGb)} GB ${what} instead of ${formatCount(ownGb)} GB`];
}
