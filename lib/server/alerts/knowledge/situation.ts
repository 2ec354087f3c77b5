import "server-only";
import type { Situation } from "@/lib/domain/alerts/conditions/judge";
import type { WatchedAccount } from "@/lib/domain/alerts/conditions/situation";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import type { StoreProblem } from "../../store/store-handle";
import type { AlertConfiguration } from "../alert-configuration";
import type { PastKnowledge } from "./past-knowledge";
import { watchedAccount } from "./watched-account";

/** By then, each cluster has been asked for whatever its provider's list leaves out. */
const STARTING_MS = 10 * MINUTE_MS;

interface Sources {
  accounts: () => readonly AccountSnapshot[];
  past: PastKnowledge;
  /** Why the history is not written; `null` if it is. */
  historyProblem: () => StoreProblem | null;
  configuration: Pick<AlertConfiguration, "failing">;
  now: () => EpochMs;
}

/** The fleet as the rules see it. An account that has not changed is the same object each time. */
export function createSituation({ accounts, past, historyProblem, configuration, now }: Sources): () => Situation {
  const startedAt = now();
  const watched = new Map<string, { snapshot: AccountSnapshot; revision: number | null; account: WatchedAccount }>();
  return () => {
    const revision = past.revision();
    return {
      accounts: accounts().map((snapshot) => {
        const before = watched.get(snapshot.id);
        if (before?.snapshot === snapshot && before.revision === revision) return before.account;
        const account = watchedAccount(snapshot, past.remembered, now() - startedAt < STARTING_MS);
        watched.set(snapshot.id, { snapshot, revision, account });
        return account;
      }),
      budgets: past.budgets(),
      server: {
        history: historyProblem(),
        channels: configuration.failing().map(({ channelId, since, detail, isDisabled }) => ({
          id: channelId,
          failing: { since, detail, isDisabled },
        })),
      },
    };
  };
}
