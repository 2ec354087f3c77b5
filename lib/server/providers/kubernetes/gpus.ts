import "server-only";
import { formatCounted } from "@/lib/domain/text/format";
import { nodeGpuModel } from "./gpu-model";
import { labelOf } from "./labels";
import { parseCount } from "./quantity";
import type { WireNode } from "./wire";

export interface NodeGpus {
  model: string | null;
  /** Whole GPUs; `null` where only parts of them are counted, 0 for a machine without. */
  count: number | null;
  /** What is handed out instead of whole GPUs: "7 MIG devices (1g.10gb)". */
  parts: string[];
  /** What the node has and does not hand out: "1 of 8 GPUs taken out". */
  takenOut: string[];
}

const GPU = /^(?:nvidia|amd)\.com\/gpu$/;
/** GPUs that are lent to several at once, under a name of their own. */
const SHARED = /^nvidia\.com\/gpu\.shared$/;
const MIG = /^nvidia\.com\/mig-([0-9a-z.+-]{1,40})$/;

/** What a node has of one thing, and how much of it may be used; `null` if it does not say. */
interface Resource {
  /** "8 GPUs" */
  noun: (count: number) => string;
  isWhole: boolean;
  has: number;
  usable: number | null;
}

const WHOLE: Pick<Resource, "noun" | "isWhole"> = { noun: (count) => formatCounted(count, "GPU"), isWhole: true };
const SHARES: Pick<Resource, "noun" | "isWhole"> = {
  noun: (count) => formatCounted(count, "share of GPUs", "shares of GPUs"),
  isWhole: false,
};

export function gpusOf(node: WireNode): NodeGpus {
  const model = nodeGpuModel(node);
  const resources = gpuResources(node);
  const whole = resources.filter(({ isWhole }) => isWhole);
  const parts = resources.filter(({ isWhole, has }) => !isWhole && has > 0);
  const labelled = parseCount(labelOf(node, "gpuCount")) || null;
  const handedOut = whole.reduce((total, { has }) => total + has, 0);
  return {
    model,
    count: parts.length > 0 ? splitCount(node, labelled) : plainCount(node, model, handedOut, labelled),
    parts: parts.map(({ has, noun }) => noun(has)),
    takenOut: parts.length > 0 ? resources.flatMap(takenOut) : wholeTakenOut(whole, handedOut, labelled),
  };
}

function gpuResources(node: WireNode): Resource[] {
  const { capacity, allocatable } = node.status ?? {};
  return Object.entries(capacity ?? {}).flatMap(([name, amount]) => {
    const has = parseCount(amount);
    const kind = kindOf(name, node);
    if (has === null || kind === null) return [];
    // A list without it hands out none of it; without the list, nothing is said.
    const isListed = allocatable && Object.hasOwn(allocatable, name);
    const usable = isListed ? parseCount(allocatable[name]) : allocatable ? 0 : null;
    return [{ ...kind, has, usable }];
  });
}

/** The operator marks GPUs that it splits in the product's name, where the resource keeps the name of whole ones. */
function kindOf(name: string, node: WireNode): Pick<Resource, "noun" | "isWhole"> | null {
  const [, slice] = MIG.exec(name) ?? [];
  if (slice !== undefined)
    return { noun: (count) => `${formatCounted(count, "MIG device")} (${slice})`, isWhole: false };
  if (SHARED.test(name)) return SHARES;
  if (!GPU.test(name)) return null;
  if (isSliced(node)) return { noun: (count) => formatCounted(count, "MIG device"), isWhole: false };
  return isLent(node) ? SHARES : WHOLE;
}

function isSliced(node: WireNode): boolean {
  return /-MIG-/i.test(labelOf(node, "gpuProduct") ?? "");
}

function isLent(node: WireNode): boolean {
  const replicas = parseCount(labelOf(node, "gpuReplicas")) ?? 1;
  return replicas > 1 || /-SHARED$/i.test(labelOf(node, "gpuProduct") ?? "");
}

/** The operator counts the GPUs, but slices where every GPU is split alike. */
function splitCount(node: WireNode, labelled: number | null): number | null {
  return isSliced(node) ? null : labelled;
}

/** A machine with a GPU's label hands out none while its driver is not up: how many it has is then unknown, and not 0. */
function plainCount(node: WireNode, model: string | null, handedOut: number, labelled: number | null): number | null {
  if (!node.status?.capacity) return labelled;
  if (handedOut === 0 && model !== null) return labelled;
  return Math.max(handedOut, labelled ?? 0);
}

/** Of GPUs that the operator counts and the node no longer has, too. */
function wholeTakenOut(whole: readonly Resource[], handedOut: number, labelled: number | null): string[] {
  const has = Math.max(handedOut, labelled ?? 0);
  const usable = whole.reduce<number | null>(
    (total, one) => (total === null || one.usable === null ? null : total + one.usable),
    0,
  );
  return takenOut({ ...WHOLE, has, usable });
}

function takenOut({ noun, has, usable }: Resource): string[] {
  return usable === null || usable >= has ? [] : [`${has - usable} of ${noun(has)} taken out`];
}
