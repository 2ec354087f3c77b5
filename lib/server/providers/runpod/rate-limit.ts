import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { RateLimit } from "@/lib/server/providers/http/http";

/** One window of a structured header: `"minute";r=58;t=12`. */
const WINDOW = /^\s*"?([\w-]+)"?((?:\s*;\s*[a-z]+=\d{1,9})+)\s*$/;

/**
 * The window that leaves the fewest requests for its time, of those in `RateLimit` (`r` left, `t` seconds until it begins anew); the
 * whole of it is in `RateLimit-Policy` (`q`). `null` where neither is told.
 */
export function readRateLimit(headers: Headers, now: EpochMs): RateLimit | null {
  const quotas = new Map([...windowsIn(headers.get("ratelimit-policy"))].map(([name, { q }]) => [name, q]));
  const limits = [...windowsIn(headers.get("ratelimit"))].flatMap(
    ([name, { r: remaining, t: seconds }]): RateLimit[] => {
      if (remaining === undefined || !seconds) return [];
      return [{ limit: Math.max(remaining, quotas.get(name) ?? 0), remaining, resetAt: now + seconds * 1_000 }];
    },
  );
  const perMs = ({ remaining, resetAt }: RateLimit) => remaining / (resetAt - now);
  return limits.toSorted((one, other) => perMs(one) - perMs(other))[0] ?? null;
}

function windowsIn(header: string | null): ReadonlyMap<string, Record<string, number | undefined>> {
  return new Map(
    (header ?? "").split(",").flatMap((text) => {
      const [, name = "", parameters = ""] = WINDOW.exec(text) ?? [];
      const values = [...parameters.matchAll(/([a-z]+)=(\d+)/g)].map(([, key = "", value]) => [key, Number(value)]);
      return values.length > 0 ? [[name, Object.fromEntries(values)] as const] : [];
    }),
  );
}
