import "server-only";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";

export interface IssuedToken {
  value: string;
  /** `null` where the answer does not say. */
  lastsMs: number | null;
}

interface TokenOptions {
  now: () => EpochMs;
  issue: (signal: AbortSignal) => Promise<IssuedToken>;
}

/** Whatever a token is for, it is not used until its last moment: the provider's clock may be ahead. */
const USED_SHARE = 0.8;
const USUAL_MS = HOUR_MS;

/** Keeps one access token, and asks for another in time. However many calls need one, it is asked for once. */
export function createTokenSource({ now, issue }: TokenOptions) {
  let cached: { value: string; issuedAt: EpochMs; usedForMs: number } | null = null;
  let underWay: { token: Promise<string>; for: AbortSignal } | null = null;

  async function renew(signal: AbortSignal): Promise<string> {
    const issuedAt = now();
    const { value, lastsMs } = await issue(signal);
    cached = { value, issuedAt, usedForMs: (lastsMs ?? USUAL_MS) * USED_SHARE };
    return value;
  }

  /** One that was issued after now, by a clock that was set back, counts as old. */
  function fresh(): string | null {
    if (cached === null) return null;
    const ageMs = now() - cached.issuedAt;
    return ageMs >= 0 && ageMs < cached.usedForMs ? cached.value : null;
  }

  function endOf(token: Promise<string>): Promise<string> {
    return token.finally(() => {
      underWay = null;
    });
  }

  async function current(signal: AbortSignal): Promise<string> {
    for (;;) {
      const value = fresh();
      if (value !== null) return value;
      underWay ??= { token: endOf(renew(signal)), for: signal };
      const request = underWay;
      try {
        return await request.token;
      } catch (error) {
        signal.throwIfAborted();
        // Where a call that has given up had asked for it, that says nothing about the others.
        if (!request.for.aborted) throw error;
      }
    }
  }

  return {
    /**
     * Makes a call with the token. If the call is refused with a token from the cache, which may have been revoked, it is made once more
     * with a new one.
     */
    use: async <Answer>(
      signal: AbortSignal,
      call: (token: string) => Promise<Answer>,
      isRefused: (error: unknown) => boolean,
    ): Promise<Answer> => {
      const known = fresh();
      const token = known ?? (await current(signal));
      try {
        return await call(token);
      } catch (error) {
        if (known === null || !isRefused(error)) throw error;
        // Another call may have replaced it meanwhile.
        if (cached?.value === known) cached = null;
        return call(await current(signal));
      }
    },
  };
}
