"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useOperatorTools } from "@/components/status/source/operator-tools";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notice";
import { ProblemLine } from "@/components/ui/problem-line";
import { retryDelivery } from "@/lib/queries/alerts/alerts-query";
import { ALERTS_KEY } from "@/lib/queries/alerts/firing-alerts-query";

/** Sends a message that failed once more; for operators, and nothing for others. */
export function SendAgain({ deliveryId }: { deliveryId: string }) {
  const client = useQueryClient();
  const isOperator = useOperatorTools() !== null;
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => retryDelivery(deliveryId),
    networkMode: "always",
    onSuccess: async () => {
      notify("The message is being sent again");
      await client.invalidateQueries({ queryKey: ALERTS_KEY });
    },
  });
  if (!isOperator) return null;
  return (
    <>
      <Button className="h-7" disabled={isPending} onClick={() => mutate()}>
        Send again
      </Button>
      <ProblemLine error={error} otherwise="The message could not be sent again." />
    </>
  );
}
