import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { log } from "../../log";
import { createGate } from "../../providers/http/gate";
import type { Refusal } from "../../refusal";
import { createRecentKeys } from "../../security/recent-keys";
import { answerInTime, createConfirmedAnswers, type OnAccessChanged } from "../../store/confirmed-answers";
import { storageRefusal } from "../../store/storage-refusal";
import { createThrottledLog } from "../../throttled-log";
import type { ShareLinks } from "./share-links";
import type { StoredLink } from "./stored-link";
import { hashToken, isToken } from "./token";

/** How many texts that matched no link are cached; strangers may send as many as they like. */
const LOOKUPS_AT_ONCE = 1;
const MAX_LOOKUP_MS = 5_000;

export interface ConfirmedShareLinks extends ShareLinks {
  /** Looks at once whether every link in use still shows what it did. */
  confirm(): Promise<void>;
}

/**
 * The store's links. The store is asked every time: one at a time for texts that it has never confirmed, so that
 * guesses do not keep it from guests and people who are signed in. While it does not answer, its last answer counts for
 * a while, so that guests may go on looking, as signed-in people may. Throws a 503 for a link that was not confirmed a
 * moment ago. `onAccessChanged` is called when a link in use has ended, or shows something else.
 */
export function cacheShareLinks(
  links: ShareLinks,
  now: () => EpochMs,
  onAccessChanged: OnAccessChanged,
): ConfirmedShareLinks {
  const confirmed = createConfirmedAnswers({
    ...{ read: links.findByHashes, now, freshMs: 0, onAccessChanged },
    accessOf: ({ lastOpenedAt: _, opens: __, ...terms }: StoredLink) => terms,
  });
  const numbers = createRecentKeys<ReadonlyMap<string, number>>();
  const lookups = createGate(LOOKUPS_AT_ONCE);
  const known = createRecentKeys<true>();
  const noteUnread = createThrottledLog("Share links could not be read");

  function look(key: string) {
    const ask = () => confirmed.ask(key);
    return known.get(key) ? ask() : lookups.run(AbortSignal.timeout(MAX_LOOKUP_MS), ask);
  }

  return {
    ...links,
    confirm: confirmed.confirm,

    async findByToken(token) {
      if (!isToken(token)) return null;
      const key = hashToken(token);
      const answer = await look(key).catch((error: unknown) => {
        noteUnread(error);
        throw unanswered("this link cannot be checked");
      });
      if (answer === null) known.delete(key);
      else known.set(key, true);
      return answer?.value ?? null;
    },

    revoke(id, at) {
      const revoking = confirmed.whileRevoking(
        (link) => link.id === id,
        () => links.revoke(id, at),
      );
      return revoking.catch((error: unknown) => {
        log().error({ err: error }, "A share link could not be revoked");
        throw unanswered("this link could not be revoked");
      });
    },

    async numberClusters(id, clusterIds) {
      const before = numbers.get(id);
      // A number that has been given never changes. Called without clusters, this returns the numbers that all servers
      // together have given.
      if (before && clusterIds.length > 0 && clusterIds.every((clusterId) => before.has(clusterId))) return before;
      try {
        const given = await answerInTime(links.numberClusters(id, clusterIds));
        numbers.set(id, given);
        return given;
      } catch (error) {
        // A cluster that has none yet is called "Cluster" until it can be given one. Others may have got theirs meanwhile.
        const given = numbers.get(id) ?? (await answerInTime(links.numberClusters(id, [])).catch(() => null));
        if (given === null) {
          log().error({ err: error }, "The numbers of a link's clusters could not be read");
          throw unanswered("this link's clusters cannot be named");
        }
        return given;
      }
    },
  };
}

function unanswered(consequence: string): Refusal {
  const detail = `The database does not answer, so ${consequence}. Try again in a moment.`;
  return storageRefusal(detail);
}
