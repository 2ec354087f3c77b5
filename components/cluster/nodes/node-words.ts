import type { Node } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { statusWords } from "@/lib/domain/text/words";
import type { MarkedNode } from "./node-order";

/** The word next to a node's mark. */
export function nodeStatusWords({ status, health, rate }: Node, freshness: Freshness): string {
  return statusWords({ status, health, billing: rate.billing, freshness });
}

/** What is wrong with a node, one sentence each. */
export function nodeTroubles({ healthReasons, install }: Node): string[] {
  const failure = install?.failure;
  if (!failure || healthReasons.some((reason) => reason.includes(failure))) return healthReasons;
  return [...healthReasons, `Installation failed: ${failure}`];
}

/** The nodes whose name, status or provider status contains the text; all of them if it is empty. */
export function findNodes(nodes: readonly MarkedNode[], text: string, freshness: Freshness): MarkedNode[] {
  const wanted = text.trim().toLowerCase();
  return nodes.filter(({ node }) =>
    [node.name, nodeStatusWords(node, freshness), node.providerStatus ?? ""].join("\n").toLowerCase().includes(wanted),
  );
}
