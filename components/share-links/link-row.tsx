"use client";

import { clsx } from "clsx";
import { Eye, Lock } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { ShareLink } from "@/lib/contract/share-link";
import { formatCounted, formatTime } from "@/lib/domain/text/format";
import { DisplayState } from "./display-state";
import { LinkState } from "./link-state";
import { KIND_WORDS, scopeWords, showWords } from "./link-words";
import { RevokeLink } from "./revoke-link";

/** One link in the list. Ended links stay, as a record of who could see what. */
export function LinkRow({ link }: { link: ShareLink }) {
  const [isRevoking, setRevoking] = useState(false);
  const { id, name, kind, state, scope, show, hasPassword, createdBy, createdAt, lastOpenedAt, opens, display } = link;
  return (
    <li
      className={clsx(
        "grid gap-x-6 gap-y-2 px-4 py-3 text-sm md:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1fr)_10rem] md:items-center",
        state !== "active" && "text-muted",
      )}
    >
      <div className="min-w-0">
        <h3 className="flex items-center gap-2 font-semibold">
          <span className="truncate">{name}</span>
          <Badge>{KIND_WORDS[kind]}</Badge>
          {hasPassword && (
            <span title="Asks for a password">
              <Lock size={13} aria-hidden className="text-muted" />
              <span className="sr-only">Asks for a password</span>
            </span>
          )}
        </h3>
        <p className="text-xs text-muted">
          {scopeWords(scope)} · {showWords(show)}
        </p>
      </div>
      <div>
        <LinkState link={link} />
        <p className="truncate text-xs text-muted" title={`${createdBy}, ${formatTime(Date.parse(createdAt))}`}>
          created by {createdBy}
        </p>
      </div>
      {display !== null && state === "active" ? (
        <DisplayState display={display} />
      ) : (
        <p className="text-muted">
          {lastOpenedAt === null ? (
            "never opened"
          ) : (
            <>
              <span className="text-ink">opened {formatCounted(opens, "time")}</span>
              <span className="block text-xs">
                last <Time at={Date.parse(lastOpenedAt)} />
              </span>
            </>
          )}
        </p>
      )}
      <div className="flex items-center gap-1.5 md:justify-end">
        <a
          href={`/links/${id}/preview`}
          target="_blank"
          rel="noreferrer"
          title="View as recipient"
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-panel px-2.5 font-medium text-ink hover:bg-raised"
        >
          <Eye size={14} aria-hidden />
          View<span className="sr-only"> {name} as recipient</span>
        </a>
        {state === "active" && (
          <Button onClick={() => setRevoking(true)}>
            Revoke<span className="sr-only"> {name}</span>
          </Button>
        )}
      </div>
      {isRevoking && <RevokeLink link={link} onClose={() => setRevoking(false)} />}
    </li>
  );
}
