"use client";

import { StatusMark } from "@/components/status/status-mark";
import type { ShareLink } from "@/lib/contract/share-link";
import type { Mark } from "@/lib/domain/cluster/mark";
import { type ShareState, shareStateOf } from "@/lib/domain/people/share-link";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { endWords } from "./link-words";

const LOOKS: Record<ShareState, { mark: Mark; word: string }> = {
  active: { mark: "healthy", word: "Active" },
  expired: { mark: "stopped", word: "Expired" },
  revoked: { mark: "stopped", word: "Revoked" },
};

/** Whether a link still works, by the clock and not only by the last answer. */
export function LinkState({ link }: { link: ShareLink }) {
  const expiresAt = Date.parse(link.expiresAt);
  const revokedAt = link.revokedAt === null ? null : Date.parse(link.revokedAt);
  const state = useServerTime((now) => shareStateOf({ expiresAt, revokedAt }, now));
  const words = useServerTime((now) => endWords(link, now));
  return (
    <span className="flex items-center gap-1.5">
      <StatusMark mark={LOOKS[state].mark} size={14} />
      <span className={state === "active" ? "font-medium" : "text-muted"}>{LOOKS[state].word}</span>
      <span className="text-xs text-muted">{words}</span>
    </span>
  );
}
