import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "@/components/ui/notice";
import { ALERTS_KEY } from "@/lib/queries/alerts/firing-alerts-query";
import { addSilence } from "@/lib/queries/alerts/silences-query";

/** Adds a silence, and calls `onDone` once it holds. */
export function useAddSilence(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: addSilence,
    networkMode: "always",
    onSuccess: async () => {
      notify("Silenced");
      await client.invalidateQueries({ queryKey: ALERTS_KEY });
      onDone();
    },
  });
}
