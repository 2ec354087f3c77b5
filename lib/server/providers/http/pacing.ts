import "server-only";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { ProviderError } from "../errors";
import { createGate, type Gate } from "./gate";

/** For a provider that does not count requests, but the time between two of them. */
export interface Pacing {
  /** From the answer to one request until the next request, so that no slow network brings them closer together. */
  minIntervalMs: number;
  /** Which requests it lies between: two with the same method and path, or any two of the account. */
  per: "endpoint" | "account";
}

export interface Pace {
  /** Runs the request once the one before it has been answered and the interval is over. */
  run<Answer>(endpoint: string, signal: AbortSignal, request: () => Promise<Answer>): Promise<Answer>;
}

interface PaceOptions {
  now: () => EpochMs;
  /** Rejects when the signal aborts. */
  sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
}

interface Lane {
  gate: Gate;
  answeredAt: EpochMs;
  waitMs: number;
  /** Requests in a row that came too early for the provider. */
  refusals: number;
}

const FIRST_BACKOFF_MS = 5 * SECOND_MS;
const MAX_BACKOFF_MS = 5 * MINUTE_MS;

export const UNPACED: Pace = { run: (_endpoint, _signal, request) => request() };

/**
 * Keeps a minimum time between requests. After a refusal as too frequent, the next one waits for as long as the provider asks, and
 * where it does not say how long, for 5 s, and twice as long after each further one. The error then says so, too.
 */
export function createPace({ minIntervalMs, per }: Pacing, { now, sleep }: PaceOptions): Pace {
  const lanes = new Map<string, Lane>();

  function laneOf(endpoint: string): Lane {
    const key = per === "account" ? "" : endpoint;
    const lane = lanes.get(key) ?? { gate: createGate(1), answeredAt: 0, waitMs: 0, refusals: 0 };
    lanes.set(key, lane);
    return lane;
  }

  return {
    run: (endpoint, signal, request) => {
      const lane = laneOf(endpoint);
      return lane.gate.run(signal, async () => {
        // A clock that is set back must not make the wait any longer.
        const leftMs = Math.min(lane.waitMs, lane.answeredAt + lane.waitMs - now());
        if (leftMs > 0) await sleep(leftMs, signal);
        lane.waitMs = minIntervalMs;
        try {
          const answer = await request();
          lane.refusals = 0;
          return answer;
        } catch (error) {
          if (!(error instanceof ProviderError) || error.kind !== "rate-limited") throw error;
          const retryAfterMs = error.retryAfterMs ?? backoffMs(lane.refusals);
          lane.refusals += 1;
          lane.waitMs = Math.max(minIntervalMs, retryAfterMs);
          throw new ProviderError(error.kind, error.message, { status: error.status, retryAfterMs });
        } finally {
          lane.answeredAt = now();
        }
      });
    },
  };
}

function backoffMs(refusals: number): number {
  return Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(refusals, 20));
}
