import type { ClusterDetail } from "@/lib/contract/cluster";

/** Why there is no table. A provider that names no nodes is no fault; where it says why, as a fact, that is repeated here. */
export function NoNodes({ cluster }: { cluster: ClusterDetail }) {
  return (
    <p className="rounded-lg border border-line border-dashed px-4 py-6 text-center text-muted">
      {noNodesWords(cluster)}
    </p>
  );
}

function noNodesWords({ status, connection, facts }: ClusterDetail): string {
  if (status === "terminated") return "This cluster has ended, and its nodes with it.";
  if (status === "provisioning") return `${connection.providerLabel} has not named any nodes yet.`;
  const fact = facts.find(({ label }) => label === "Nodes");
  return fact ? `Nodes ${fact.value}.` : `${connection.providerLabel} does not say which nodes this cluster has.`;
}
