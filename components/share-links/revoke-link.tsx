"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import type { ShareLink } from "@/lib/contract/share-link";
import { revokeShareLink, shareLinksQuery } from "@/lib/queries/share-links-query";

/** Asks for confirmation, since revoking cannot be undone. */
export function RevokeLink({ link, onClose }: { link: ShareLink; onClose: () => void }) {
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => revokeShareLink(link.id),
    networkMode: "always",
    onSuccess: async () => {
      notify(`“${link.name}” is revoked`);
      await client.invalidateQueries({ queryKey: shareLinksQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog title={`Revoke “${link.name}”?`} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <p>
          Its page stops working at once, even where it is open now. This cannot be undone: whoever still needs access
          needs a new one.
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
