import "server-only";
import { ProviderError } from "../errors";

export type Query = Record<string, string | number | boolean | undefined>;

/**
 * The base URL with a path below it. Ids in the path come from the provider, and the key goes wherever this points: a path
 * that a URL would read as anything but itself (`..`, a query, a back slash) is refused.
 */
export function requestUrl(providerLabel: string, baseUrl: string, path: string, query: Query = {}): URL {
  const base = new URL(baseUrl);
  const url = new URL(base.origin);
  const pathname = base.pathname.replace(/\/+$/, "") + path;
  url.pathname = pathname;
  if (url.pathname !== pathname) {
    throw new ProviderError("bad-response", `${providerLabel} named something by an id that does not fit into a URL.`);
  }
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}
