import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import { createRecentKeys } from "../door/recent-keys";
import type { HttpProblem } from "../http/problem";
import { storageProblem } from "../http/storage-problem";
import { log } from "../log";
import { STORE_GRACE_MS } from "../store/grace";
import type { ShareLinks } from "./share-links";
import type { StoredLink } from "./stored-link";
import { hashToken } from "./token";

/**
 * The links of the store, which is asked every time. Only while it does not answer does what it said last count for a while, so
 * that guests go on looking as members do. Throws a 503 for a link that was not confirmed a moment ago.
 */
export function rememberShareLinks(links: ShareLinks, now: () => EpochMs): ShareLinks {
  const confirmed = createRecentKeys<{ link: StoredLink; askedAt: EpochMs }>();
  const numbers = createRecentKeys<ReadonlyMap<string, number>>();
  let revokedAt = 0;

  return {
    ...links,

    async findByToken(token) {
      const askedAt = now();
      const key = hashToken(token);
      try {
        const link = await links.findByToken(token);
        if (link === null) confirmed.delete(key);
        else confirmed.set(key, { link, askedAt });
        return link;
      } catch (error) {
        const known = confirmed.get(key);
        // Whatever was confirmed before a link was revoked here may be that link.
        if (known && known.askedAt > revokedAt && askedAt - known.askedAt < STORE_GRACE_MS) return known.link;
        throw unanswered(error);
      }
    },

    async revoke(id, at) {
      const isRevoked = await links.revoke(id, at);
      revokedAt = now();
      return isRevoked;
    },

    async numberClusters(id, clusterIds) {
      try {
        const given = await links.numberClusters(id, clusterIds);
        numbers.set(id, given);
        return given;
      } catch (error) {
        // A number once given stays. A cluster that has none yet is called "Cluster" until it can be given one.
        const given = numbers.get(id) ?? (await links.numberClusters(id, []).catch(() => null));
        if (given === null) throw unanswered(error);
        return given;
      }
    },
  };
}

function unanswered(cause: unknown): HttpProblem {
  log().error({ err: cause }, "Share links could not be read");
  const detail = "The database does not answer, so this link cannot be checked. Try again in a moment.";
  return storageProblem(detail);
}
