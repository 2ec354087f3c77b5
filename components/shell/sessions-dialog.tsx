"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import type { Session } from "@/lib/contract/sessions";
import { browserWords } from "@/lib/domain/text/browser-words";
import { revokeSession, sessionsQuery } from "@/lib/queries/sessions-query";

interface SessionsDialogProps {
  title: string;
  /** `null` for one's own. */
  personId: string | null;
  onClose: () => void;
}

/** Where somebody is signed in. Each session can be ended from here. */
export function SessionsDialog({ title, personId, onClose }: SessionsDialogProps) {
  const query = sessionsQuery(personId);
  const client = useQueryClient();
  const { data: sessions, error } = useQuery(query);
  const revoke = useMutation({
    mutationFn: revokeSession,
    networkMode: "always",
    onSettled: () => client.invalidateQueries({ queryKey: query.queryKey }),
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <ProblemLine error={revoke.error ?? error} />
      {sessions?.length === 0 && <p className="text-muted">Nowhere right now.</p>}
      {sessions ? (
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <SessionItem
              key={session.id}
              session={session}
              isBusy={revoke.isPending}
              onRevoke={() => revoke.mutate(session.id)}
            />
          ))}
        </ul>
      ) : (
        !error && <Skeleton className="h-24" />
      )}
    </Dialog>
  );
}

interface SessionItemProps {
  session: Session;
  isBusy: boolean;
  onRevoke: () => void;
}

function SessionItem({ session: { current, createdAt, address, userAgent }, isBusy, onRevoke }: SessionItemProps) {
  const browser = browserWords(userAgent);
  return (
    <li className="flex items-center justify-between gap-4 py-2.5">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-2 font-medium" title={userAgent ?? undefined}>
          {browser}
          {current && <Badge>this one</Badge>}
        </p>
        <p className="text-muted">
          since <Time at={Date.parse(createdAt)} />
          {address !== null && ` · from ${address}`}
        </p>
      </div>
      {!current && (
        <Button disabled={isBusy} onClick={onRevoke} aria-label={`Sign out ${browser}`}>
          Sign out
        </Button>
      )}
    </li>
  );
}
