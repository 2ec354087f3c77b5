import "server-only";
import { parseCookie } from "cookie";
import { shareStateOf } from "@/lib/domain/people/share-link";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ShareLinks } from "./share-links";
import type { StoredLink } from "./stored-link";
import { isPass } from "./unlock-pass";

export const PASS_COOKIE = "link-pass";

/** Unknown, expired and revoked links all look the same to the client. */
export type Entry = { state: "gone" } | { state: "locked" | "open"; link: StoredLink };

/**
 * What a token opens now. Asks the store each time, so that a revoked link is closed at once. Throws a 503 without the
 * store.
 */
export async function enterLink(
  links: Pick<ShareLinks, "findByToken">,
  token: string,
  headers: Headers,
  now: EpochMs,
): Promise<Entry> {
  return entryOf(await links.findByToken(token), headers, now);
}

export function entryOf(link: StoredLink | null, headers: Headers, now: EpochMs): Entry {
  if (link === null || shareStateOf(link, now) !== "active") return { state: "gone" };
  if (link.passwordHash === null || isPass(link, passOf(headers), now)) return { state: "open", link };
  return { state: "locked", link };
}

function passOf(headers: Headers): string {
  return parseCookie(headers.get("cookie") ?? "")[PASS_COOKIE] ?? "";
}
