import type { Account, Cluster, Totals } from "@/lib/contract/fleet";
import type { AccountSeen, FleetSeen, MonthSeen } from "@/lib/contract/fleet-seen";
import { isReadWithAccount } from "@/lib/domain/cluster/seen";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** When an account was last read, and will be next. */
export interface AccountStamps {
  lastSuccessAt: EpochMs | null;
  lastAttemptAt: EpochMs | null;
  nextAttemptAt: EpochMs | null;
  billingReadAt: EpochMs | null;
}

/**
 * What each poll moves, although nothing changed. Kept beside the fleet and written in place, so that a poll without a
 * change renders nothing: whoever shows an age looks here with each tick of the clock.
 */
export interface FleetAges {
  /** When a cluster was last read; `null` for one that is not in the fleet. */
  observedAt(clusterId: string): EpochMs | null;
  account(accountId: string): AccountStamps | null;
  /** What the month has come to by the latest reading; `null` if that is not known, or not shown. */
  month(): MonthSeen | null;
  /** Grows with each answer. */
  version(): number;
}

/** What an answer's headers say: see `SEEN_HEADER`. */
export interface Seen {
  accounts: FleetSeen | null;
  month: MonthSeen | null;
}

interface Answered {
  accounts: readonly StampedAccount[];
  clusters: readonly Pick<Cluster, "id" | "accountId" | "observedAt">[];
  totals?: Pick<Totals, "month">;
}

export type StampedAccount = Pick<Account, "id" | "lastSuccessAt" | "lastAttemptAt" | "nextAttemptAt"> & {
  billing?: { readAt: string } | null | undefined;
};

export interface WrittenAges extends FleetAges {
  /** An answer with a body. */
  read(answer: Answered): void;
  /** The headers of an answer, which may have no body. */
  see(seen: Seen): void;
}

export const NO_AGES: FleetAges = {
  observedAt: () => null,
  account: () => null,
  month: () => null,
  version: () => 0,
};

export function createFleetAges(): WrittenAges {
  let version = 0;
  let accounts = new Map<string, AccountStamps>();
  let month: MonthSeen | null = null;
  let readings = new Map<string, { at: EpochMs; accountId: string; isWithAccount: boolean }>();

  return {
    observedAt(clusterId) {
      const reading = readings.get(clusterId);
      if (reading === undefined) return null;
      const accountReadAt = reading.isWithAccount ? (accounts.get(reading.accountId)?.lastSuccessAt ?? null) : null;
      return accountReadAt === null ? reading.at : Math.max(reading.at, accountReadAt);
    },
    account: (accountId) => accounts.get(accountId) ?? null,
    month: () => month,
    version: () => version,
    read(answer) {
      version += 1;
      accounts = new Map(answer.accounts.map((account) => [account.id, stampsOf(account)]));
      readings = new Map(answer.clusters.map((cluster) => [cluster.id, readingOf(cluster)]));
      month = answer.totals?.month ?? null;
    },
    see(seen) {
      version += 1;
      for (const [id, stamps] of Object.entries(seen.accounts ?? {}))
        if (accounts.has(id)) accounts.set(id, fromSeen(stamps));
      if (month !== null) month = seen.month ?? month;
    },
  };

  function readingOf({ accountId, observedAt }: Answered["clusters"][number]) {
    const at = Date.parse(observedAt);
    const accountReadAt = accounts.get(accountId)?.lastSuccessAt ?? null;
    return { at, accountId, isWithAccount: isReadWithAccount(at, accountReadAt) };
  }
}

/** The same for an account that was answered with its stamps. */
export function stampsOf(account: StampedAccount): AccountStamps {
  return {
    lastSuccessAt: timeOf(account.lastSuccessAt),
    lastAttemptAt: timeOf(account.lastAttemptAt),
    nextAttemptAt: timeOf(account.nextAttemptAt),
    billingReadAt: timeOf(account.billing?.readAt ?? null),
  };
}

function fromSeen([lastSuccessAt, lastAttemptAt, nextAttemptAt, billingReadAt]: AccountSeen): AccountStamps {
  return { lastSuccessAt, lastAttemptAt, nextAttemptAt, billingReadAt };
}

function timeOf(text: string | null): EpochMs | null {
  return text === null ? null : Date.parse(text);
}
