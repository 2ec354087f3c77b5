import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { StoredLink } from "./stored-link";

export const PASS_LIFE_MS = 12 * HOUR_MS;

type Locked = Pick<StoredLink, "id" | "aliasKey" | "passwordHash">;

/**
 * What a browser presents for a while instead of the link's password: `<until>.<signature>`, worthless for any other
 * link.
 */
export function makePass(link: Locked, now: EpochMs): string {
  const until = String(now + PASS_LIFE_MS);
  return `${until}.${sign(link, until)}`;
}

export function isPass(link: Locked, pass: string, now: EpochMs): boolean {
  const [until = "", signature = ""] = pass.split(".");
  const expected = Buffer.from(sign(link, until));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) && now < Number(until);
}

function sign({ id, aliasKey, passwordHash }: Locked, until: string): string {
  return createHmac("sha256", aliasKey).update(`pass\n${id}\n${passwordHash}\n${until}`).digest("base64url");
}
