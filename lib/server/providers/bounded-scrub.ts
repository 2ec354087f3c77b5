import "server-only";
import { hash } from "node:crypto";
import { MAX_SCRUBBED, scrub } from "@/lib/domain/text/scrub";
import { keyShapes } from "./key-shapes";

/** Most texts in a poll are the same as in the previous one. */
const MAX_CACHED = 10_000;
/**
 * As much as a fleet of thousands of machines says at its first reading; half a minute later it may say as much again.
 */
const MAX_AT_ONCE = 600_000;
const CHARACTERS_PER_MS = 20;

const WITHHELD =
  "Withheld: more text came at once than can be checked for secrets. It will be checked at a later reading";

/** Scrubs like `scrub`, each text once, and no more new text at a time than the server can handle without blocking. */
export function createBoundedScrub(nowMs: () => number): (text: string) => string {
  const cache = new Map<string, string>();
  let allowance = MAX_AT_ONCE;
  let grantedAt = nowMs();

  /** Whether this many characters may be read now. */
  function take(characters: number): boolean {
    const now = nowMs();
    allowance = Math.min(MAX_AT_ONCE, allowance + (now - grantedAt) * CHARACTERS_PER_MS);
    grantedAt = now;
    if (characters > allowance) return false;
    allowance -= characters;
    return true;
  }

  return (text) => {
    if (text === "") return "";
    const key = hash("sha256", text.slice(0, MAX_SCRUBBED), "base64url");
    const known = cache.get(key);
    if (known === undefined && !take(Math.min(text.length, MAX_SCRUBBED))) return WITHHELD;
    const scrubbed = known ?? scrub(text, keyShapes());
    // The most recently used come last, and the first are dropped.
    cache.delete(key);
    cache.set(key, scrubbed);
    const [oldest] = cache.keys();
    if (cache.size > MAX_CACHED && oldest !== undefined) cache.delete(oldest);
    return scrubbed;
  };
}

/** For all providers, because they share one thread. */
export const boundedScrub = createBoundedScrub(() => performance.now());
