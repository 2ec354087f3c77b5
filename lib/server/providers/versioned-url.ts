import "server-only";

/**
 * A base URL with the path of the API's version, with or without which people copy it from a provider's documents: with "/api/v1",
 * "https://x.example", "https://x.example/api" and "https://x.example/api/v1" are all the same.
 */
export function versionedUrl(baseUrl: string, versionPath: string): string {
  const parts = versionPath.split("/").slice(1);
  const given = parts.findLastIndex((_, index) => baseUrl.endsWith(`/${parts.slice(0, index + 1).join("/")}`)) + 1;
  return [baseUrl, ...parts.slice(given)].join("/");
}
