import "server-only";
import { type Kysely, sql } from "kysely";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { createThrottledLog } from "../../throttled-log";
import { createRateLimit, type RateLimit, type RateRule } from "../rate-limit";
import type { LimitTables } from "./limit-part";
import { createRareRemoval, digestOf } from "./shared-counts";

const SHARE_EVERY_MS = SECOND_MS;
/**
 * Of what becomes available in a second. What is used less concerns no other server, unless there are more than eight: pages that are
 * open write nothing.
 */
const MIN_USED_SHARE = 1 / 8;
/** How much more than its burst a key may have taken from several servers, and has to wait for. */
const MAX_OWED_SHARE = 1 / 2;
/** The most used go first. */
const MAX_SHARED_AT_ONCE = 1_000;

interface Options {
  /** `null` while it is not open: each server counts by itself then. */
  db: () => Kysely<LimitTables> | null;
  now: () => EpochMs;
}

interface Taken {
  name: string;
  key: string;
  limit: RateLimit;
  rule: RateRule;
  turns: number;
}

export interface SharedTurns {
  /** A limit of which the other servers have one of the same name. */
  limit(name: string, rule: RateRule): RateLimit;
  /** Adds up what was taken here and on other servers; happens by itself once a second while anything is taken. */
  share(): Promise<void>;
}

/**
 * Limits that servers share loosely, so that no request waits for the database: each counts by itself, and once a second they add
 * up. So a client that asks all of them at once gets up to a burst from each, and from then on what one server would give.
 */
export function createSharedTurns({ db, now }: Options): SharedTurns {
  let taken = new Map<string, Taken>();
  let timer: NodeJS.Timeout | null = null;
  let sharing: Promise<void> | null = null;
  let removeSometimes: (() => Promise<void>) | null = null;
  const noteFailure = createThrottledLog("Requests could not be counted together with other servers");

  function note(name: string, key: string, limit: RateLimit, rule: RateRule): void {
    const id = `turns ${name} ${key}`;
    const known = taken.get(id) ?? { name, key, limit, rule, turns: 0 };
    taken.set(id, { ...known, turns: known.turns + 1 });
    shareSoon();
  }

  /** A database that answers slowly is asked no more often than it answers. */
  function shareSoon(): void {
    if (sharing === null && taken.size > 0) timer ??= setTimeout(() => void share(), SHARE_EVERY_MS).unref();
  }

  function share(): Promise<void> {
    sharing ??= shareOnce().finally(() => {
      sharing = null;
      shareSoon();
    });
    return sharing;
  }

  async function shareOnce(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const [before, at, store] = [taken, now(), db()];
    taken = new Map();
    if (store === null) return;
    const busy = [...before]
      .filter(([, { turns, rule }]) => turns * rule.everyMs >= SHARE_EVERY_MS * MIN_USED_SHARE)
      .sort(([, one], [, other]) => other.turns - one.turns)
      .slice(0, MAX_SHARED_AT_ONCE);
    if (busy.length === 0) return;
    try {
      const sums = await addUp(store, new Map(busy.map(([id, one]) => [digestOf(id), one])), at);
      for (const [id, { limit, key, rule }] of busy) {
        const sum = sums.get(digestOf(id)) ?? at;
        // What was taken meanwhile is told next time.
        const sinceThen = (taken.get(id)?.turns ?? 0) * rule.everyMs;
        limit.setFullAt(key, Math.max(limit.fullAt(key) ?? at, sum + sinceThen));
      }
      removeSometimes ??= createRareRemoval(store, now);
      await removeSometimes();
    } catch (error) {
      noteFailure(error);
    }
  }

  return {
    limit(name, rule) {
      const limit = createRateLimit(rule);
      return {
        ...limit,
        take(key, at) {
          limit.take(key, at);
          note(name, key, limit, rule);
        },
      };
    },
    share,
  };
}

/** Until when each is used up, with what all servers have taken. */
async function addUp(
  db: Kysely<LimitTables>,
  taken: ReadonlyMap<string, Taken>,
  at: EpochMs,
): Promise<ReadonlyMap<string, EpochMs>> {
  // In one order, so that no two servers wait for one another.
  const each = [...taken].sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = each.map(
    ([
      digest,
      {
        turns,
        rule: { burst, everyMs },
      },
    ]) => {
      const most = at + Math.round(burst * everyMs * (1 + MAX_OWED_SHARE));
      return sql`(${digest}::text, ${turns * everyMs}::bigint, ${most}::bigint)`;
    },
  );
  const { rows: sums } = await sql<{ digest: string; fullAt: number }>`
    insert into limit_count as known (digest, full_at)
    select digest, least(${at}::bigint + used, most) from (values ${sql.join(rows)}) as taken (digest, used, most)
    on conflict (digest) do update set full_at = (
      select least(greatest(known.full_at, ${at}::bigint) + used, most)
      from (values ${sql.join(rows)}) as taken (digest, used, most) where taken.digest = known.digest
    )
    returning digest, full_at`.execute(db);
  return new Map(sums.map(({ digest, fullAt }) => [digest, fullAt]));
}
