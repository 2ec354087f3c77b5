import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { ProviderError } from "./errors";

/** Permissions rarely change: a key that lacks one is not used to ask again soon. */
export const REFUSAL_CACHE_MS = 3_600_000;

/** Tracks whether a key may make one kind of call. Once it is refused, no call of this kind is sent for an hour. */
export function createPermission(now: () => EpochMs) {
  let refusedUntil: EpochMs = Number.NEGATIVE_INFINITY;
  const isRefused = () => now() < refusedUntil;
  return {
    isRefused,
    /** `null` while the key is refused. */
    ask: async <Answer>(read: () => Promise<Answer>): Promise<Answer | null> => {
      if (isRefused()) return null;
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof ProviderError && isRefusal(error))) throw error;
        refusedUntil = now() + REFUSAL_CACHE_MS;
        return null;
      }
    },
  };
}

/** Whether the key is refused. Providers also answer 404 for what a key may not see. */
export function isRefusal({ kind }: ProviderError): boolean {
  return kind === "auth" || kind === "forbidden" || kind === "not-found";
}

/** What to know about any key of a provider that has none which may only read. */
export function almightyKeyNote(providerLabel: string): string {
  return `${providerLabel} has no keys that may only read: this one may do everything, so keep it safe`;
}
