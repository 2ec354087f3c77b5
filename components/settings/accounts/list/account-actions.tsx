"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";
import type { AccountProvider, ListedAccount } from "@/lib/contract/accounts";
import { PauseAccount } from "./pause-account";

const EditAccount = lazy(() =>
  patiently(() => import("./edit-account").then(({ EditAccount }) => ({ default: EditAccount }))),
);
const RetireAccount = lazy(() =>
  patiently(() => import("./retire-account").then(({ RetireAccount }) => ({ default: RetireAccount }))),
);

interface AccountActionsProps {
  account: ListedAccount;
  /** `null` for one that no form is for. */
  provider: AccountProvider | null;
}

/** What can be done with an account that was added in the browser. */
export function AccountActions({ account, provider }: AccountActionsProps) {
  const [open, setOpen] = useState<"edit" | "retire" | null>(null);
  const { label, retired } = account;
  const close = () => setOpen(null);
  return (
    <>
      {provider !== null && (
        <Button className="h-7" onClick={() => setOpen("edit")}>
          {retired ? "Take back" : "Edit"}
          <span className="sr-only"> {label}</span>
        </Button>
      )}
      {!retired && (
        <>
          <PauseAccount account={account} />
          <Button className="h-7" onClick={() => setOpen("retire")}>
            Retire<span className="sr-only"> {label}</span>
          </Button>
        </>
      )}
      <Suspense>
        {open === "edit" && provider !== null && <EditAccount account={account} provider={provider} onClose={close} />}
        {open === "retire" && <RetireAccount account={account} onClose={close} />}
      </Suspense>
    </>
  );
}
