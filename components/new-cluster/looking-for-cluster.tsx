"use client";

import { useFleetSource } from "@/components/status/source/fleet-source";
import { StatusMark } from "@/components/status/status-mark";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link/link";
import { Time } from "@/components/ui/time";
import type { Account, Cluster } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { StepHeading } from "./step-heading";

/** A cluster that was created is in its account's list long before. */
const LOOKED_LONG_MS = 5 * 60_000;

interface LookingForClusterProps {
  clusterId: string;
  account: Account;
  /** When the order was sent. */
  since: EpochMs;
  /** What comes of sending it twice, as a sentence. */
  ifSentAgain: string;
  /** The cluster, once the fleet has it. */
  found: Cluster | undefined;
  onBack: () => void;
  onOpen: () => void;
}

/** Nothing has answered the order: until the account's list names the cluster, nobody knows whether it exists. */
export function LookingForCluster({
  clusterId,
  account,
  since,
  ifSentAgain,
  found,
  onBack,
  onOpen,
}: LookingForClusterProps) {
  const { clusterHref } = useFleetSource();
  const isLong = useServerTime((now) => now - since > LOOKED_LONG_MS);
  const { providerLabel } = account;
  return (
    <div className="flex flex-col gap-4">
      <StepHeading>{found ? "The cluster exists" : "The cluster may exist"}</StepHeading>
      <div role="status">
        {found ? (
          <Callout icon={<StatusMark mark="healthy" />} title={`${providerLabel} lists “${clusterId}”`}>
            The order arrived after all.
          </Callout>
        ) : (
          <Callout
            icon={<StatusMark mark={isLong ? "unknown" : "working"} />}
            title={isLong ? "It has not appeared in five minutes" : "Looking for it"}
          >
            The order for “{clusterId}” was sent at <Time at={since} />, and no proper answer came. It is not sent again
            by itself. Each time the account is read, this page looks whether the cluster is there.
          </Callout>
        )}
      </div>
      {account.problem && (
        <Callout icon={<StatusMark mark="down" />} title={`${account.label} cannot be read`}>
          {account.problem.detail}
        </Callout>
      )}
      {found ? (
        <Link
          href={clusterHref(found.id)}
          onClick={onOpen}
          className="inline-flex h-9 items-center self-start rounded-md bg-accent px-4 text-sm font-medium text-accent-ink hover:brightness-110"
        >
          Open the cluster
        </Link>
      ) : (
        <div className="flex flex-col items-start gap-1.5">
          <Button className="h-9 px-4" onClick={onBack}>
            Back to the order
          </Button>
          <p className="max-w-prose text-sm text-muted">There you can send it again. {ifSentAgain}</p>
        </div>
      )}
    </div>
  );
}
