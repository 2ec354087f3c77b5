"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlay/dialog";
import { confirmPairing, findAskingScreen } from "@/lib/queries/pairing-query";
import { shareLinksQuery } from "@/lib/queries/share-links-query";
import { CodeForm } from "./code-form";
import { PairForm } from "./pair-form";

/** Finds the screen that shows a code, and creates its link once the operator has seen who is asking. */
export function PairDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const finding = useMutation({ mutationFn: findAskingScreen, networkMode: "always" });
  const confirming = useMutation({
    mutationFn: confirmPairing,
    networkMode: "always",
    onSuccess: async ({ name }) => {
      notify(`“${name}” is paired: the screen will open its page on its own`);
      await client.invalidateQueries({ queryKey: shareLinksQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog title="Pair a screen" onClose={onClose}>
      {finding.data === undefined ? (
        <CodeForm onSubmit={finding.mutate} isPending={finding.isPending} error={finding.error} />
      ) : (
        <PairForm
          screen={finding.data}
          onSubmit={confirming.mutate}
          onBack={() => {
            confirming.reset();
            finding.reset();
          }}
          isPending={confirming.isPending}
          error={confirming.error}
        />
      )}
    </Dialog>
  );
}
