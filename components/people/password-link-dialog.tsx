"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import type { ListedPerson } from "@/lib/contract/people";
import { makePasswordLink } from "@/lib/queries/people-query";
import { PasswordLinkNotice } from "./password-link-notice";

export function PasswordLinkDialog({ person: { id, name }, onClose }: { person: ListedPerson; onClose: () => void }) {
  const {
    mutate,
    data: link,
    error,
    isPending,
  } = useMutation({
    mutationFn: () => makePasswordLink(id),
    networkMode: "always",
  });
  return (
    <Dialog title={`Password link for ${name}`} onClose={onClose}>
      {link ? (
        <PasswordLinkNotice link={link} name={name} />
      ) : (
        <div className="flex flex-col gap-4">
          <p>
            Whoever opens the link sets a new password for <bdi>{name}</bdi>, who is then signed out everywhere. Earlier
            links stop working.
          </p>
          <ProblemLine error={error} />
          <Button variant="primary" className="self-end" disabled={isPending} onClick={() => mutate()}>
            Create the link
          </Button>
        </div>
      )}
    </Dialog>
  );
}
