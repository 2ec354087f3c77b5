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
