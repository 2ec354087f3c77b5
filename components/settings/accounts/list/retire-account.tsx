"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import type { ListedAccount } from "@/lib/contract/accounts";
import { retireAccount } from "@/lib/queries/settings/accounts-query";
import { useAccountChange } from "./use-account-change";

interface RetireAccountProps {
  account: ListedAccount;
  onClose: () => void;
}

/** Says what happens, and asks for confirmation, since the key is gone with it. */
export function RetireAccount({ account: { id, label, providerLabel }, onClose }: RetireAccountProps) {
  const { mutate, error, isPending } = useAccountChange({
    change: () => retireAccount(id),
    done: `“${label}” is retired`,
    onDone: onClose,
  });
  return (
    <Dialog title={`Retire “${label}”?`} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <ul className="list-disc space-y-1 pl-5">
          <li>Its clusters leave the fleet, the wall, the run rate, the forecast and the alerts at once.</li>
          <li>Its history and costs stay, marked as retired.</li>
          <li>Its key is erased here. At {providerLabel} it keeps working until you delete it there.</li>
        </ul>
        <p className="text-muted">
          Nothing is stopped at {providerLabel}: what runs there goes on, and so does its bill.
        </p>
        <p className="text-muted">You can take the account back at any time, with a key.</p>
        <ProblemLine error={error} otherwise="The account could not be retired." />
      </div>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button variant="primary" disabled={isPending} onClick={() => mutate()}>
          Retire
        </Button>
      </div>
    </Dialog>
  );
}
