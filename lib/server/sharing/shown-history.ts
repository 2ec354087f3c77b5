import "server-only";
import type { ClusterFilter } from "../history/cluster-filter";
import type { KeptHistory } from "../history/kept-history";
import type { History } from "../history/open-history";
import { HttpProblem } from "../http/problem";
import type { StoredLink } from "./stored-link";

/** Throws a 503 that does not say why: how the server keeps its history is nothing to guests. */
export function requireShownHistory({ kept }: { kept: KeptHistory }): History {
  const history = kept.current();
  if (history !== null) return history;
  const detail = "The past cannot be shown at present. Try again in a moment.";
  throw new HttpProblem(503, { code: "history", detail });
}

/** The clusters a link is about. What all of some connections have cost is remembered, so whole connections are asked for as such. */
export function filterOfLink({ scope }: Pick<StoredLink, "scope">): ClusterFilter {
  return scope.clusterIds.length === 0 ? { connectionIds: scope.connectionIds } : { scope };
}
