"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Dialog } from "@/components/ui/overlay/dialog";
import { createShareLink, shareLinksQuery } from "@/lib/queries/share-links-query";
import { CreatedLink } from "./created-link";
import { LinkForm } from "./link-form";

/** Creates a link, then shows its address: the only time it can be shown. */
export function NewLink({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: createShareLink,
    networkMode: "always",
    onSuccess: () => client.invalidateQueries({ queryKey: shareLinksQuery.queryKey }),
  });
  return (
    <Dialog title={data === undefined ? "New share link" : `“${data.name}” is ready`} onClose={onClose}>
      {data === undefined ? (
        <LinkForm onSubmit={mutate} isPending={isPending} error={error} />
      ) : (
        <CreatedLink link={data} onClose={onClose} />
      )}
    </Dialog>
  );
}
