import "server-only";
import type { RateLimit } from "@/lib/server/providers/http/http";

/** The plan's hourly limit, told by every answer. `X-RateLimit-Reset` is in Unix seconds. `null` unless all three are whole numbers. */
export function readRateLimit(headers: Headers): RateLimit | null {
  const limit = readWhole(headers, "x-ratelimit-limit");
  const remaining = readWhole(headers, "x-ratelimit-remaining");
  const resetSeconds = readWhole(headers, "x-ratelimit-reset");
  if (limit === null || remaining === null || resetSeconds === null) return null;
  return { limit, remaining, resetAt: resetSeconds * 1_000 };
}

function readWhole(headers: Headers, name: string): number | null {
  const text = headers.get(name)?.trim() ?? "";
  return /^\d{1,11}$/.test(text) ? Number(text) : null;
}
