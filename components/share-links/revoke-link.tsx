"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import type { ShareLink } from "@/lib/contract/share-link";
import { revokeShareLink, shareLinksQuery } from "@/lib/queries/share-links-query";

/** Asks once more: nobody can take it back. */
export function RevokeLink({ link, onClose }: { link: ShareLink; onClose: () => void }) {
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => revokeShareLink(link.id),
    networkMode: "always",
    onSuccess: async () => {
      notify(`“${link.name}” shows nothing any more`);
      await client.invalidateQueries({ queryKey: shareLinksQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog title={`Revoke “${link.name}”?`} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <p>
          Its page stops at once, also where it is open now. The link cannot be given back; whoever still needs it needs
          a new one.
        </p>
        <ProblemLine error={error} otherwise="The link could not be revoked." />
      </div>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button variant="primary" disabled={isPending} onClick={() => mutate()}>
          Revoke
        </Button>
      </div>
    </Dialog>
  );
}
