import "server-only";
import { isDecodable } from "@/lib/domain/text/is-decodable";

/**
 * The same address as a path in which every segment can be decoded: a `%` that begins no escape stands for itself.
 * `OPTIONS *` means the whole server, and a proxy may be sent a whole URL; both are valid HTTP, but not pages of ours.
 */
export function repairedPath(url: string): string {
  const target = asPath(url);
  const end = target.search(/[?#]/);
  const path = end === -1 ? target : target.slice(0, end);
  if (isDecodable(path)) return target;
  const segments = path.split("/").map((segment) => (isDecodable(segment) ? segment : segment.replaceAll("%", "%25")));
  return segments.join("/") + target.slice(path.length);
}

function asPath(url: string): string {
  if (url.startsWith("/")) return url;
  if (!URL.canParse(url)) return `/${url}`;
  const { pathname, search } = new URL(url);
  return pathname.startsWith("/") ? pathname + search : `/${pathname}${search}`;
}
