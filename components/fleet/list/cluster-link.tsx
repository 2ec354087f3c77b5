import { clsx } from "clsx";
import { nameOf } from "@/components/status/cluster-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { Link } from "@/components/ui/link/link";
import type { Cluster } from "@/lib/contract/fleet";

interface ClusterLinkProps {
  cluster: Cluster;
  /** Whether the keyboard enters the list here: only one item is in the tab order. */
  isEntry: boolean;
  title?: string;
  className: string;
}

/** A cluster's name as the link to its page. The list moves the focus by `data-cluster-id`, and the item around it shows the focus. */
export function ClusterLink({ cluster, isEntry, title, className }: ClusterLinkProps) {
  const { clusterHref } = useFleetSource();
  return (
    <Link
      href={clusterHref(cluster.id)}
      data-cluster-id={cluster.id}
      tabIndex={isEntry ? 0 : -1}
      title={title}
      className={clsx("outline-none", className)}
    >
      <bdi>{nameOf(cluster)}</bdi>
    </Link>
  );
}
