import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "@/components/ui/notice";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { accountsQuery } from "@/lib/queries/settings/accounts-query";

interface ChangeOptions<Wish> {
  change: (wish: Wish) => Promise<unknown>;
  /** What to say once it is done, if that is not plain to see. */
  done: string | null;
  onDone?: () => void;
}

/** A change of an account: afterwards the list and the fleet are asked for anew. */
export function useAccountChange<Wish = void>({ change, done, onDone }: ChangeOptions<Wish>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    networkMode: "always",
    onSuccess: async () => {
      if (done !== null) notify(done);
      await Promise.all([
        client.invalidateQueries({ queryKey: accountsQuery.queryKey }),
        client.invalidateQueries({ queryKey: fleetQuery.queryKey }),
      ]);
      onDone?.();
    },
  });
}
