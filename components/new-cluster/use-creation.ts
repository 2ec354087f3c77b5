import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { useOpenPage } from "@/components/ui/link/use-open-page";
import type { FieldProblems, Order } from "@/lib/domain/cluster/order/parse-order";
import { createCluster, mayExist } from "@/lib/queries/create-cluster";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { RequestError } from "@/lib/queries/request";
import type { DraftStore } from "./use-draft";

/** Sends an order, one at a time, and goes to the new cluster's page. `onRefused`: the server does not accept some fields. */
export function useCreation(accountId: string, { change, forget }: DraftStore, onRefused: () => void) {
  const openPage = useOpenPage();
  const client = useQueryClient();
  const { clusterHref } = useFleetSource();
  // A second click can come before the first is known to be pending.
  const isSent = useRef(false);
  const { mutate, reset, error, isPending, isSuccess } = useMutation({
    mutationFn: (order: Order) => createCluster(accountId, order),
    networkMode: "always",
    onSuccess: ({ id }) => {
      forget();
      void client.invalidateQueries({ queryKey: fleetQuery.queryKey });
      openPage(clusterHref(id));
    },
    onError: (problem) => {
      isSent.current = false;
      if (mayExist(problem)) return;
      change({ unansweredSince: null });
      if (refusedFields(problem) !== null) onRefused();
    },
  });

  return {
    send: (order: Order) => {
      if (isSent.current) return;
      isSent.current = true;
      // From now on nobody knows, until something answers: also where this page is reloaded meanwhile.
      change({ unansweredSince: serverClock.now() });
      mutate(order);
    },
    /** What was said is over: it was about other values, or has been read. */
    reset,
    error,
    refused: refusedFields(error),
    isUnderWay: isPending || isSuccess,
  };
}

function refusedFields(error: Error | null): FieldProblems | null {
  return error instanceof RequestError ? (error.more.fields ?? null) : null;
}
