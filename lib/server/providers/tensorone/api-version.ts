import "server-only";

/** The first part of every path. Empty where the configured base URL names no version, as behind a gateway. */
export type ApiVersion = "/v1" | "/v2" | "";

/** The documentation promises the same clusters under v1 and v2, so the version stands beside the base URL, not in it. */
export function splitVersion(baseUrl: string): { baseUrl: string; version: ApiVersion } {
  if (baseUrl.endsWith("/v1")) return { baseUrl: baseUrl.slice(0, -3), version: "/v1" };
  if (baseUrl.endsWith("/v2")) return { baseUrl: baseUrl.slice(0, -3), version: "/v2" };
  return { baseUrl, version: "" };
}
