import "server-only";
import type { ShareKind, ShareScope, ShareShow } from "@/lib/domain/people/share-link";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** What a person decides about a link. Fixed once it is made. */
export interface LinkTerms {
  name: string;
  kind: ShareKind;
  scope: ShareScope;
  show: ShareShow;
  expiresAt: EpochMs;
  passwordHash: string | null;
  /** The origins that may show its page in a frame. */
  frameOrigins: readonly string[];
}

/** A link as it is stored, without its token. */
export interface StoredLink extends LinkTerms {
  id: string;
  aliasKey: string;
  createdBy: string;
  createdAt: EpochMs;
  revokedAt: EpochMs | null;
  lastOpenedAt: EpochMs | null;
  opens: number;
}

/**
 * The key under which what a link shows is cached. Its terms stay the same for as long as it lives, unless somebody at
 * the database narrows them: that must not have to wait for a cache.
 */
export function shownKeyOf({ id, scope, show }: StoredLink): string {
  return JSON.stringify([id, scope, show]);
}
