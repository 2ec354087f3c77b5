import type { Node } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/freshness";
import { statusWords } from "@/lib/domain/words";

/** The word beside a node's mark. */
export function nodeStatusWords({ status, health, rate }: Node, freshness: Freshness): string {
  return statusWords({ status, health, billing: rate.billing, freshness });
}

/** What is wrong with a node, a sentence each. */
export function nodeTroubles({ healthReasons, install }: Node): string[] {
  return install?.failure ? [...healthReasons, `Installation failed: ${install.failure}`] : healthReasons;
}
