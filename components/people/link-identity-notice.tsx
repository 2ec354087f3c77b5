"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import { Time } from "@/components/ui/time";
import type { ListedPerson } from "@/lib/contract/people";
import { linkIdentity, peopleQuery } from "@/lib/queries/people-query";

interface LinkIdentityNoticeProps {
  person: ListedPerson;
  /** When somebody came with this person's address and another account. */
  seenAt: string;
}

/** Lets an admin decide whether somebody with a person's address, but another account at the identity provider, is that person. */
export function LinkIdentityNotice({ person, seenAt }: LinkIdentityNoticeProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-raised px-3 py-2">
      <p className="grow basis-56">
        <Time at={Date.parse(seenAt)} />: somebody with this address came from the identity provider with a new account,
        and was not let in.
      </p>
      <Button onClick={() => setAsking(true)}>Link the new account</Button>
      {isAsking && <LinkIdentityDialog person={person} onClose={() => setAsking(false)} />}
    </div>
  );
}

function LinkIdentityDialog({ person: { id, name, email }, onClose }: { person: ListedPerson; onClose: () => void }) {
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => linkIdentity(id),
    networkMode: "always",
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: peopleQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog title={`Link the new account of ${name}?`} onClose={onClose}>
      <p className="mb-4">
        Link it only if you know that {email} was made anew at the identity provider for the same person: whoever has
        the new account gets in as {name}. The old account no longer does, and is signed out everywhere.
      </p>
      <ProblemLine error={error} />
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Keep the old one</Button>
        <Button variant="primary" disabled={isPending} onClick={() => mutate()}>
          Link
        </Button>
      </div>
    </Dialog>
  );
}
