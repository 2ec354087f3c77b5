import type { ClusterDetail } from "@/lib/contract/cluster";

/** Why there is no table. Naming no nodes is not an error; if the provider gives the reason as a fact, it is repeated here. */
export function NoNodes({ cluster }: { cluster: ClusterDetail }) {
  return (
    <p className="rounded-lg border border-line border-dashed px-4 py-6 text-center text-muted">
      {noNodesWords(cluster)}
    </p>
  );
}

function noNodesWords({ status, account, facts }: ClusterDetail): string {
  if (status === "terminated") return "This cluster has ended, and its nodes with it.";
  if (status === "provisioning") return `${asSubject(account)} has not named any nodes yet.`;
  const fact = facts.find(({ label }) => label === "Nodes");
  return fact ? `Nodes ${fact.value}.` : `${asSubject(account)} does not say which nodes this cluster has.`;
}

/** At the beginning of a sentence; a guest may be told of "the provider" only. */
function asSubject({ providerLabel }: ClusterDetail["account"]): string {
  return `${providerLabel.charAt(0).toUpperCase()}${providerLabel.slice(1)}`;
}
