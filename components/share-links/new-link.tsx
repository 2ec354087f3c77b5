"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ShareProps } from "@/components/status/source/operator-tools";
import { Dialog } from "@/components/ui/overlay/dialog";
import { createShareLink, shareLinksQuery } from "@/lib/queries/share-links-query";
import { CreatedLink } from "./created-link";
import { LinkForm } from "./link-form";

interface NewLinkProps {
  /** What it is to show, as far as that is known already. */
  scope?: ShareProps["scope"];
  onClose: () => void;
}

/** Creates a link, then shows its address: the only time it can be shown. */
export function NewLink({ scope, onClose }: NewLinkProps) {
  const client = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: createShareLink,
    networkMode: "always",
    onSuccess: () => client.invalidateQueries({ queryKey: shareLinksQuery.queryKey }),
  });
  return (
    <Dialog title={data === undefined ? "New share link" : `“${data.name}” is ready`} onClose={onClose}>
      {data === undefined ? (
        <LinkForm scope={scope} onSubmit={mutate} isPending={isPending} error={error} />
      ) : (
        <CreatedLink link={data} onClose={onClose} />
      )}
    </Dialog>
  );
}
