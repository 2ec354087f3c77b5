"use client";

import { useQuery } from "@tanstack/react-query";
import { Sheet } from "@/components/ui/overlay/sheet";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { Access } from "@/lib/contract/access";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { accessQuery } from "@/lib/queries/access-query";
import { problemText } from "@/lib/queries/request";
import { markNodes } from "../nodes/node-order";
import { AccessKubernetes } from "./access-kubernetes";
import { AccessLinks } from "./access-links";
import { AccessPorts } from "./access-ports";
import { AccessSsh } from "./access-ssh";

interface ConnectSheetProps {
  cluster: ClusterDetail;
  freshness: Freshness;
  onClose: () => void;
}

/** Every way into a cluster, each ready to copy. Loaded when it is first opened, hence the default export. */
export function ConnectSheet({ cluster, freshness, onClose }: ConnectSheetProps) {
  const { data: access, error, isFetching, refetch } = useQuery(accessQuery(cluster.id));
  return (
    <Sheet title={`Connect to ${cluster.name}`} onClose={onClose}>
      <div className="flex flex-col gap-7 pb-6">
        {access && <WaysIn cluster={cluster} freshness={freshness} access={access} />}
        {error && (
          <RetryCallout
            title="The connection details could not be read"
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          >
            {problemText(error)}
          </RetryCallout>
        )}
        {!access && !error && <WaysInSkeleton providerLabel={cluster.connection.providerLabel} />}
      </div>
    </Sheet>
  );
}

interface WaysInProps {
  cluster: ClusterDetail;
  freshness: Freshness;
  access: Access;
}

function WaysIn({ cluster, freshness, access }: WaysInProps) {
  const { ssh, ports, links, kubernetes } = access;
  if (ssh.length + ports.length + links.length === 0 && kubernetes === null) {
    return (
      <p className="py-16 text-center text-muted">
        {cluster.connection.providerLabel} gives no address for this cluster right now: nothing to connect to.
      </p>
    );
  }
  return (
    <>
      {ssh.length > 0 && (
        <AccessSsh clusterName={cluster.name} nodes={markNodes(cluster.nodes, freshness)} access={access} />
      )}
      {kubernetes !== null && <AccessKubernetes clusterName={cluster.name} kubernetes={kubernetes} />}
      {ports.length > 0 && <AccessPorts ports={ports} ssh={ssh} />}
      {links.length > 0 && <AccessLinks links={links} />}
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
