import "server-only";
import type { ShareLink } from "@/lib/contract/share-link";
import { shareStateOf } from "@/lib/domain/people/share-link";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime, nullableIsoTime } from "@/lib/domain/time/iso-time";
import type { DisplayContact } from "../displays/display-contacts";
import type { StoredLink } from "./stored-link";

/**
 * A link as operators see it, with what its screen last said, if it has one. Neither its hashes nor its alias key leave
 * the server.
 */
export function shareLinkView(link: StoredLink, contact: DisplayContact | null, now: EpochMs): ShareLink {
  const { id, name, kind, scope, show, createdBy, opens } = link;
  return {
    id,
    name,
    kind,
    state: shareStateOf(link, now),
    scope: { accountIds: [...scope.accountIds], clusterIds: [...scope.clusterIds] },
    show: { costs: show.costs, names: show.names, provider: show.provider, region: show.region },
    hasPassword: link.passwordHash !== null,
    frameOrigins: [...link.frameOrigins],
    expiresAt: isoTime(link.expiresAt),
    revokedAt: nullableIsoTime(link.revokedAt),
    createdBy,
    createdAt: isoTime(link.createdAt),
    lastOpenedAt: nullableIsoTime(link.lastOpenedAt),
    opens,
    display: contact && { page: contact.page, build: contact.build, lastContactAt: isoTime(contact.at) },
  };
}
