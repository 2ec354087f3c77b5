"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notice";
import { formatClock } from "@/lib/domain/format";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { refreshConnection } from "@/lib/queries/refresh-connection";
import { RequestError } from "@/lib/queries/request";

/** Asks for one account to be read now. The server decides when, and shares the answer among all who press. */
export function RefreshButton({ connectionId, label }: { connectionId: string; label: string }) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => refreshConnection(connectionId),
    networkMode: "always",
    onSuccess: ({ nextAttemptAt }) => {
      notify(`${label} will be read at ${formatClock(Date.parse(nextAttemptAt))}`);
      return client.invalidateQueries({ queryKey: fleetQuery.queryKey });
    },
    onError: (error) => notify(error instanceof RequestError ? error.detail : `${label} cannot be refreshed`),
  });
  return (
    <Button className="h-7" disabled={isPending} onClick={() => mutate()}>
      <RefreshCw size={13} aria-hidden />
      <span className="max-sm:sr-only">Refresh</span>
      <span className="sr-only">{label}</span>
    </Button>
  );
}
