"use client";

import { useFleetSource } from "@/components/status/source/fleet-source";
import { StatusMark } from "@/components/status/status-mark";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link/link";
import type { Account } from "@/lib/contract/fleet";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { problemText, RequestError } from "@/lib/queries/request";

interface SendingProblemProps {
  error: Error;
  order: Order;
  account: Account;
}

/** Why no cluster was created, in words. What was entered stays. */
export function SendingProblem({ error, order, account }: SendingProblemProps) {
  const { clusterHref } = useFleetSource();
  const exists = error instanceof RequestError && error.code === "exists";
  return (
    <div role="alert">
      <Callout icon={<StatusMark mark="down" />} title="The cluster was not created">
        {problemText(error)}{" "}
        {exists && (
          <Link href={clusterHref(clusterIdOf(account.id, order.clusterId))} className="text-accent underline">
            Open that cluster
          </Link>
        )}
      </Callout>
    </div>
  );
}
