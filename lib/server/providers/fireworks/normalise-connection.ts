import "server-only";
import type { ConnectionDetails } from "@/lib/domain/cluster/cluster";
import { certificateOf } from "@/lib/domain/connect/certificate";
import { parseServiceUrl } from "@/lib/domain/connect/service-url";
import { withNotes } from "@/lib/domain/connect/with-notes";
import type { WireCluster, WireConnectionInfo } from "./wire";

/** AWS's own rule for an EKS name, which a region's name fits too: nothing a shell would read as more than one word. */
const PLAIN_TOKEN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** Several times what a chain of certificates takes. */
const MAX_CA_LENGTH = 20_000;

/** What fetches credentials from AWS; `null` where region or name is missing or is not one plain word. */
export function kubeconfigCommand({ eksCluster }: WireCluster): string | null {
  const region = eksCluster?.region ?? "";
  const name = eksCluster?.clusterName ?? "";
  return PLAIN_TOKEN.test(region) && PLAIN_TOKEN.test(name)
    ? `aws eks update-kubeconfig --region ${region} --name ${name}`
    : null;
}

/** Connection info is no credential: kubectl also needs AWS's word, hence the command. */
export function toConnectionDetails(cluster: WireCluster, info: WireConnectionInfo): ConnectionDetails {
  const endpoint = parseServiceUrl(info.endpoint);
  const caData = info.caData ?? "";
  const command = kubeconfigCommand(cluster);
  if (command === null) return withoutKubernetes(missingNameOf(cluster));
  if (!endpoint?.startsWith("https:"))
    return withoutKubernetes(
      `Fireworks gives ${info.endpoint ? "an odd" : "no"} address of its API, where one that begins with https:// is needed`,
    );
  if (caData.length > MAX_CA_LENGTH || certificateOf(caData) === null)
    return withoutKubernetes(
      `Fireworks gives ${caData === "" ? "no" : "an odd"} CA certificate, so its API cannot be verified`,
    );
  return { ssh: [], ports: [], links: [], kubernetes: { endpoint, caData, command } };
}

/** Why there is no command for credentials, known without a question; `null` where there is one, or no EKS cluster. */
export function obstacleOf(cluster: WireCluster): ConnectionDetails | null {
  return cluster.eksCluster && kubeconfigCommand(cluster) === null ? withoutKubernetes(missingNameOf(cluster)) : null;
}

function missingNameOf({ eksCluster }: WireCluster): string {
  const [what, text] = PLAIN_TOKEN.test(eksCluster?.region ?? "")
    ? ["name of the EKS cluster", eksCluster?.clusterName]
    : ["AWS region", eksCluster?.region];
  return text
    ? `the ${what} that Fireworks gives is not one plain word, so it cannot be part of a command`
    : `Fireworks gives no ${what}, so there is no command that fetches credentials`;
}

function withoutKubernetes(why: string): ConnectionDetails {
  return withNotes({ ssh: [], ports: [], links: [], kubernetes: null }, [`Kubernetes is left out: ${why}`]);
}
