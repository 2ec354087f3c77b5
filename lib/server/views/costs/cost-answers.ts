import "server-only";
import { MAX_COST_BUCKETS, MAX_GUEST_COST_BUCKETS } from "@/lib/contract/costs";
import { formatCounted } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { BucketUnit } from "@/lib/domain/time/time-window";
import { badRequest, busy, type Refusal } from "../../refusal";
import { createSharedWork } from "../../workload/shared-work";
import { BusyError, type Requester, type Turns } from "../../workload/turns";
import { readCostFacts } from "./cost-facts";
import { type CostBounds, type CostQuery, type CostSource, planCosts, type RefusedPlan } from "./cost-plan";
import type { CostFacts } from "./costs-view";

/**
 * Five million look-ups take SQLite about ten seconds, in pieces. Guests get less, because everybody shares the server
 * with them.
 */
const BOUNDS: Record<Requester["kind"], CostBounds> = {
  person: { maxBuckets: MAX_COST_BUCKETS, maxLookups: 5_000_000 },
  guest: { maxBuckets: MAX_GUEST_COST_BUCKETS, maxLookups: 2_000_000 },
};

/**
 * As many as the pages need for a fleet of hundreds. Larger queries wait in a queue of their own, so that they never
 * delay these.
 */
const MAX_LIGHT_LOOKUPS = 300_000;

/** At most the interval at which a page asks again, so that no page gets an answer from an earlier reading. */
const CACHE_MS = 15_000;
const MAX_CACHED_FACTS = 16;
const MAX_CACHED_TEXTS = 8;

export interface AskedCosts {
  query: CostQuery;
  source: CostSource;
  requester: Requester;
  /** Identifies the labels in the answer: an answer is shared only between readers of the same labels. */
  audience: string;
  /** Aborted when the client goes. */
  signal: AbortSignal;
}

export interface CostAnswers {
  /**
   * The answer as text, computed once for everybody with the same query. Throws a 400 that says what is possible, or a
   * 503 if too many wait.
   */
  answer(asked: AskedCosts, write: (facts: CostFacts) => Promise<string>): Promise<string>;
}

export function createCostAnswers(turns: { heavy: Turns; light: Turns }, now: () => EpochMs): CostAnswers {
  const facts = createSharedWork<CostFacts>({ now, cacheMs: CACHE_MS, maxCached: MAX_CACHED_FACTS });
  const texts = createSharedWork<string>({ now, cacheMs: CACHE_MS, maxCached: MAX_CACHED_TEXTS });

  const readFacts = async ({ query, source, requester }: AskedCosts, signal: AbortSignal) => {
    const plan = await planCosts(query, source, BOUNDS[requester.kind]);
    if (!("buckets" in plan)) throw tooMuch(plan, query.bucket);
    const { take } = plan.lookups > MAX_LIGHT_LOOKUPS ? turns.heavy : turns.light;
    return take(requester, signal, () => readCostFacts(plan, source, signal));
  };

  return {
    answer: async (asked, write) => {
      const { query, source, requester, audience } = asked;
      const generation = source.history.generation();
      const textKey = JSON.stringify([requester.kind, audience, query]);
      const factsKey = JSON.stringify([requester.kind, source.filter, query]);
      try {
        return await texts.do({ key: textKey, generation }, asked.signal, async (signal) => {
          const shared = facts.do({ key: factsKey, generation }, signal, (ending) => readFacts(asked, ending));
          return write(await shared);
        });
      } catch (error) {
        throw error instanceof BusyError
          ? busy("The server is busy adding up other costs.", error.retryAfterMs)
          : error;
      }
    },
  };
}

const PER_DAY: Record<BucketUnit, number> = { hour: 24, day: 1, month: 1 / 31 };
const COARSER: Record<BucketUnit, string> = {
  hour: "Choose days, or a shorter range.",
  day: "Choose months, or a shorter range.",
  month: "Choose a shorter range.",
};

/** "At most 83 days can be added up by the hour. Choose days, or a shorter range." */
function tooMuch({ clusters, maxBuckets }: RefusedPlan, unit: BucketUnit): Refusal {
  const longest =
    unit === "month"
      ? formatCounted(maxBuckets, "month")
      : formatCounted(Math.floor(maxBuckets / PER_DAY[unit]), "day");
  const reason = maxBuckets < MAX_GUEST_COST_BUCKETS ? ` over ${formatCounted(clusters, "cluster")}` : "";
  return badRequest(`At most ${longest} can be added up by the ${unit}${reason}. ${COARSER[unit]}`);
}
