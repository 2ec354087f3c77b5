import "server-only";
import type { z } from "zod";
import type { EpochMs } from "@/lib/domain/cluster";

/** What a provider's headers say of its own limit. */
export interface RateLimit {
  /** Requests per window. */
  limit: number;
  /** Requests left until `resetAt`. */
  remaining: number;
  resetAt: EpochMs;
}

export interface JsonRequest<Answer> {
  /** Below the base URL, with a leading slash; every variable part already encoded with `encodeURIComponent`. */
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers: Record<string, string>;
  /** The allow-list: only what it names is kept. */
  schema: z.ZodType<Answer>;
  signal: AbortSignal;
}

/** The only way an adapter reaches its provider. */
export interface ProviderHttp {
  /** GET, at most one retry. Throws only `ProviderError`. */
  getJson<Answer>(request: JsonRequest<Answer>): Promise<Answer>;
}
