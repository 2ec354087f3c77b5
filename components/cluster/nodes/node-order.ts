import type { Node } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { type Mark, markOf, severityOf } from "@/lib/domain/cluster/mark";
import { compareNames } from "@/lib/domain/text/compare-names";

/** A node with its mark: the shape and word shown for it. */
export interface MarkedNode {
  node: Node;
  mark: Mark;
}

export const NODE_SORT_KEYS = ["status", "name", "role", "gpu", "rate", "ready"] as const;
export type NodeSortKey = (typeof NODE_SORT_KEYS)[number];

export interface NodeSort {
  key: NodeSortKey;
  descending: boolean;
}

export const WORST_FIRST: NodeSort = { key: "status", descending: false };

type SortValue = number | string | null;

const sortValueOf: Record<NodeSortKey, (marked: MarkedNode) => SortValue> = {
  status: ({ mark }) => severityOf(mark),
  name: ({ node }) => node.name,
  role: ({ node }) => node.role,
  gpu: ({ node }) => node.gpuCount,
  rate: ({ node }) => node.rate.usdMicrosPerHour,
  ready: ({ node }) => node.readyAt,
};

export function markNodes(nodes: readonly Node[], freshness: Freshness): MarkedNode[] {
  return nodes.map((node) => ({
    node,
    mark: markOf({ status: node.status, health: node.health, billing: node.rate.billing, freshness }),
  }));
}

/** Ties are sorted by name; unknown values come last in either direction. */
export function sortNodes(nodes: readonly MarkedNode[], { key, descending }: NodeSort): MarkedNode[] {
  const sortValue = sortValueOf[key];
  const direction = descending ? -1 : 1;
  return nodes.toSorted((a, b) => {
    const left = sortValue(a);
    const right = sortValue(b);
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    return compare(left, right) * direction || byName(a, b);
  });
}

/** One group for each mark that occurs, worst first, each sorted by name. */
export function groupByMark(nodes: readonly MarkedNode[]): { mark: Mark; nodes: MarkedNode[] }[] {
  const groups = Map.groupBy(sortNodes(nodes, WORST_FIRST), ({ mark }) => mark);
  return [...groups].map(([mark, members]) => ({ mark, nodes: members }));
}

function compare(left: number | string, right: number | string): number {
  return typeof left === "number" && typeof right === "number"
    ? left - right
    : compareNames(String(left), String(right));
}

function byName(a: MarkedNode, b: MarkedNode): number {
  return compareNames(a.node.name, b.node.name) || compareNames(a.node.id, b.node.id);
}
