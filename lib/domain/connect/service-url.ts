import { parseUrl } from "../text/parse-url";

/** A URL from a provider, if it is safe to link to: http or https, without credentials, at most 2,000 characters. */
export function parseServiceUrl(text: string | null | undefined): string | null {
  if (!text || text.length > 2_000) return null;
  const url = parseUrl(text);
  if (url === null) return null;
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && url.username === "" && url.password === "" ? url.href : null;
}
