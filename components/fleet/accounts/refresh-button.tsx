"use client";

import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notice";
import { formatClock } from "@/lib/domain/text/format";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { readAccountNow } from "@/lib/queries/read-account-now";
import { problemText } from "@/lib/queries/request";

/** Asks for one account to be read now. The server decides when, and one reading serves everybody who asked. */
export function RefreshButton({ accountId, label }: { accountId: string; label: string }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);

  async function refresh() {
    setAsking(true);
    try {
      const { nextAttemptAt } = await readAccountNow(accountId);
      notify(`${label} will be read at ${formatClock(Date.parse(nextAttemptAt))}`);
      await client.invalidateQueries({ queryKey: fleetQuery.queryKey });
    } catch (error) {
      notify(problemText(error, `${label} cannot be refreshed`));
    } finally {
      setAsking(false);
    }
  }

  return (
    <Button className="h-7" disabled={isAsking} onClick={refresh}>
      <RefreshCw size={13} aria-hidden />
      <span className="max-sm:sr-only">Refresh</span>
      <span className="sr-only">{label}</span>
    </Button>
  );
}
