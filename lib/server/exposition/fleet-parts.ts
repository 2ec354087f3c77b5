import "server-only";
import { once } from "@/lib/domain/text/once";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause, mapInTurns } from "../pause";
import type { AccountSnapshot } from "../poller/account-snapshot";
import type { FleetStore } from "../poller/fleet-store";
import { nextAgeing } from "../views/fleet/next-ageing";
import { accountFamilies } from "./families/account-families";
import { clusterFamilies } from "./families/cluster-families";
import { nodeFamilies, type ReachableNodes } from "./families/node-families";
import { type Family, type Format, writeFamily } from "./format/family";
import { type GzipPart, gzipPart } from "./format/gzip-in-parts";

/** A part of an answer that several scrapers are sent: made when first asked for, and compressed when first asked for so. */
export interface Part {
  text(format: Format): Promise<string>;
  gzip(format: Format): Promise<GzipPart>;
}

export interface FleetParts {
  /** The accounts and their clusters. */
  clusters: Part;
  nodes: Part;
}

interface Cached {
  revision: string;
  validUntil: EpochMs;
  parts: FleetParts;
}

interface Options {
  fleet: Pick<FleetStore, "accounts" | "revision">;
  reachableNodes: ReachableNodes;
  now: () => EpochMs;
}

/** What the fleet is, once for all scrapers until it is another or a reading becomes old. */
export function createFleetParts({ fleet, reachableNodes, now }: Options): () => FleetParts {
  let cached: Cached | null = null;
  return () => {
    const revision = fleet.revision();
    const at = now();
    if (cached?.revision === revision && at < cached.validUntil) return cached.parts;
    const snapshots = fleet.accounts();
    const parts = {
      clusters: partOf(() => fleetFamilies(snapshots, at)),
      nodes: partOf(() => nodeFamilies(snapshots, reachableNodes)),
    };
    cached = { revision, validUntil: nextAgeing(snapshots, at), parts };
    return parts;
  };
}

async function fleetFamilies(snapshots: readonly AccountSnapshot[], at: EpochMs): Promise<Family[]> {
  return [...accountFamilies(snapshots), ...(await clusterFamilies(snapshots, at))];
}

function partOf(make: () => Promise<readonly Family[]>): Part {
  const families = once(make);
  const byFormat = (format: Format) => {
    const text = once(async () => writeInTurns(await families(), format));
    return { text, gzip: once(async () => gzipPart(await text())) };
  };
  const written: Record<Format, ReturnType<typeof byFormat>> = {
    prometheus: byFormat("prometheus"),
    openmetrics: byFormat("openmetrics"),
  };
  return { text: (format) => written[format].text(), gzip: (format) => written[format].gzip() };
}

/** Thousands of lines each. */
async function writeInTurns(families: readonly Family[], format: Format): Promise<string> {
  const pause = createPause({ precedence: "answer", everyMs: 0 });
  return (await mapInTurns(families, (family) => writeFamily(family, format), pause)).join("");
}
