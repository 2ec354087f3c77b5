"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { StatusMark } from "@/components/status/status-mark";
import { Button } from "@/components/ui/button";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { problemText } from "@/lib/queries/request";
import { tryAccount } from "@/lib/queries/settings/settings-query";

/** Reads an account once and says how that went. */
export function AccountTester({ accountId, label }: { accountId: string; label: string }) {
  const client = useQueryClient();
  const { data, error, mutate, isPending } = useMutation({
    mutationFn: () => tryAccount(accountId),
    networkMode: "always",
    onSettled: () => client.invalidateQueries({ queryKey: fleetQuery.queryKey }),
  });
  return (
    <>
      <Button className="h-7" disabled={isPending} onClick={() => mutate()}>
        {isPending ? "Testing…" : "Test"}
        <span className="sr-only"> {label}</span>
      </Button>
      <p role="status" className="order-last flex min-w-0 basis-full gap-1.5 empty:hidden">
        {data && (
          <>
            <StatusMark mark={data.ok ? "healthy" : "down"} size={14} className="mt-0.5" />
            <span className="min-w-0 break-words">{data.detail}</span>
          </>
        )}
        {error && problemText(error)}
      </p>
    </>
  );
}
