"use client";

import { useQuery } from "@tanstack/react-query";
import { nameOf } from "@/components/status/cluster-words";
import { Sheet } from "@/components/ui/overlay/sheet";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { ConnectionDetails } from "@/lib/contract/connection-details";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { connectionDetailsQuery } from "@/lib/queries/connection-details-query";
import { problemText } from "@/lib/queries/request";
import { markNodes } from "../nodes/node-order";
import { ConnectKubernetes } from "./connect-kubernetes";
import { ConnectLinks } from "./connect-links";
import { ConnectNotes } from "./connect-notes";
import { ConnectPorts } from "./connect-ports";
import { ConnectSsh } from "./connect-ssh";

interface ConnectSheetProps {
  cluster: ClusterDetail;
  freshness: Freshness;
  onClose: () => void;
}

/** Every way into a cluster, each ready to copy. Loaded when it is first opened, hence the default export. */
export function ConnectSheet({ cluster, freshness, onClose }: ConnectSheetProps) {
  const { data: connectionDetails, error, isFetching, refetch } = useQuery(connectionDetailsQuery(cluster.id));
  return (
    <Sheet title={`Connect to ${nameOf(cluster)}`} onClose={onClose}>
      <div className="flex flex-col gap-7 pb-6">
        {connectionDetails && <WaysIn cluster={cluster} freshness={freshness} connectionDetails={connectionDetails} />}
        {error && (
          <RetryCallout
            title="The connection details could not be read"
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          >
            {problemText(error)}
          </RetryCallout>
        )}
        {!connectionDetails && !error && <WaysInSkeleton providerLabel={cluster.account.providerLabel} />}
      </div>
    </Sheet>
  );
}

interface WaysInProps {
  cluster: ClusterDetail;
  freshness: Freshness;
  connectionDetails: ConnectionDetails;
}

function WaysIn({ cluster, freshness, connectionDetails }: WaysInProps) {
  const { ssh, ports, links, kubernetes, notes } = connectionDetails;
  if (ssh.length + ports.length + links.length === 0 && kubernetes === null) {
    return notes.length > 0 ? (
      <ConnectNotes title="Nothing to connect with, because" notes={notes} />
    ) : (
      <p className="py-16 text-center text-muted">
        {cluster.account.providerLabel} gives no address for this cluster right now: nothing to connect to.
      </p>
    );
  }
  return (
    <>
      {ssh.length > 0 && (
        <ConnectSsh
          clusterName={nameOf(cluster)}
          nodes={markNodes(cluster.nodes, freshness)}
          connectionDetails={connectionDetails}
        />
      )}
      {kubernetes !== null && <ConnectKubernetes clusterName={nameOf(cluster)} kubernetes={kubernetes} />}
      {ports.length > 0 && <ConnectPorts ports={ports} ssh={ssh} />}
      {links.length > 0 && <ConnectLinks links={links} />}
      {notes.length > 0 && <ConnectNotes title="Left out" notes={notes} />}
    </>
  );
}

function WaysInSkeleton({ providerLabel }: { providerLabel: string }) {
  return (
    <div aria-busy="true" className="flex flex-col gap-3">
      <p role="status" className="text-sm text-muted">
        Asking {providerLabel}…
      </p>
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
    </div>
  );
}
