import "server-only";
import { showCluster } from "../features/cluster/routes";
import { listClusters } from "../features/fleet/routes";
import { listGuestClusters, showGuestCluster } from "../features/guest/routes";
import type { Route } from "../http/define-route";

/** What every open page asks for all the time. */
export const DIRECT_ROUTES: readonly Route[] = [listClusters, showCluster, listGuestClusters, showGuestCluster];

export interface Match {
  route: Route;
  /** As they stand in the address, as Next would pass them on. */
  params: Record<string, string>;
}

const PARAMETER = /^\{(\w+)\}$/;

/** One of these routes that is at this path, or `null`. */
export function createMatcher(routes: readonly Route[]): (path: string) => Match | null {
  const patterns = routes.map((route) => ({ route, segments: route.path.split("/") }));
  return (path) => {
    const asked = path.split("/");
    for (const { route, segments } of patterns) {
      const params = paramsOf(segments, asked);
      if (params !== null) return { route, params };
    }
    return null;
  };
}

function paramsOf(segments: readonly string[], asked: readonly string[]): Record<string, string> | null {
  if (asked.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = asked[index] ?? "";
    const name = PARAMETER.exec(segment)?.[1];
    // Next redirects from an address with an empty segment to one without.
    if (name === undefined ? value !== segment : value === "") return null;
    if (name !== undefined) params[name] = value;
  }
  return params;
}
