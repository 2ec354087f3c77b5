"use client";

import { Button } from "@/components/ui/button";
import { ProblemLine } from "@/components/ui/problem-line";
import type { ListedAccount } from "@/lib/contract/accounts";
import { changeAccount } from "@/lib/queries/settings/accounts-query";
import { useAccountChange } from "./use-account-change";

/** Has an account not read for now, or read again. */
export function PauseAccount({ account: { id, label, paused } }: { account: ListedAccount }) {
  const { mutate, error, isPending } = useAccountChange({
    change: () => changeAccount(id, { paused: !paused }),
    done: paused ? null : `“${label}” is not read any more. Its readings stay, and grow older`,
  });
  return (
    <>
      <Button className="h-7" disabled={isPending} onClick={() => mutate()}>
        {paused ? "Resume" : "Pause"}
        <span className="sr-only"> {label}</span>
      </Button>
      <ProblemLine error={error} otherwise="The account could not be changed." />
    </>
  );
}
