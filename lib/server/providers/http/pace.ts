import "server-only";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { ProviderError } from "../errors";
import { createGate, type Gate } from "./gate";

/** How far apart a provider wants requests to be, where it limits not how many there are but how close together. */
export interface Pace {
  /** From the answer to one request until the next request, so that no slow network brings them closer together. */
  minIntervalMs: number;
  /** Whether all requests of an account keep their distance from each other, or only those with the same method and path. */
  per: "account" | "endpoint";
}

export interface Pacer {
  /** Runs the request once the one before it has been answered and the interval is over. */
  run<Answer>(endpoint: string, signal: AbortSignal, request: () => Promise<Answer>): Promise<Answer>;
}

interface PacerOptions {
  now: () => EpochMs;
  /** Rejects when the signal aborts. */
  sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
}

interface Lane {
  /** Requests are sent one after another, in the order in which they came. */
  gate: Gate;
  /** Requests that are under way or wait. */
  users: number;
  answeredAt: EpochMs;
  waitMs: number;
  /** Requests in a row that came too early for the provider. */
  refusals: number;
}

const FIRST_BACKOFF_MS = 5 * SECOND_MS;
const MAX_BACKOFF_MS = 5 * MINUTE_MS;
const MAX_IDLE_LANES = 100;

const UNPACED: Pacer = { run: (_endpoint, _signal, request) => request() };

/**
 * Keeps requests apart. After a refusal as too frequent, the next one waits for as long as the provider asks, and where it does not say
 * how long, for 5 s, and twice as long after each further one. The error then says so, too.
 */
export function createPacer(pace: Pace | null, { now, sleep }: PacerOptions): Pacer {
  if (pace === null) return UNPACED;
  const { minIntervalMs, per } = pace;
  const lanes = new Map<string, Lane>();

  function laneOf(endpoint: string): Lane {
    const key = per === "account" ? "" : endpoint;
    const lane = lanes.get(key) ?? { gate: createGate(1), users: 0, answeredAt: 0, waitMs: 0, refusals: 0 };
    lanes.set(key, lane);
    return lane;
  }

  /** A clock that is set back must not make the wait any longer. */
  const leftMs = ({ answeredAt, waitMs }: Lane) => Math.min(waitMs, answeredAt + waitMs - now());

  /** Paths hold ids, of which there may be any number in the course of weeks. */
  function forgetIdle(): void {
    if (lanes.size <= MAX_IDLE_LANES) return;
    for (const [key, lane] of lanes) if (lane.users === 0 && leftMs(lane) <= 0) lanes.delete(key);
  }

  async function runIn<Answer>(lane: Lane, signal: AbortSignal, request: () => Promise<Answer>): Promise<Answer> {
    const pauseMs = leftMs(lane);
    if (pauseMs > 0) await sleep(pauseMs, signal);
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
  }

  return {
    run: async (endpoint, signal, request) => {
      const lane = laneOf(endpoint);
      lane.users += 1;
      try {
        return await lane.gate.run(signal, () => runIn(lane, signal, request));
      } finally {
        lane.users -= 1;
        forgetIdle();
      }
    },
  };
}

function backoffMs(refusals: number): number {
  return Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(refusals, 20));
}
