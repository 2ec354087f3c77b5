import "server-only";
import type { ConnectionDetails } from "@/lib/domain/cluster/cluster";
import { certificateOf } from "@/lib/domain/connect/certificate";
import { parseServiceUrl } from "@/lib/domain/connect/service-url";
import type { WireCluster, WireConnectionInfo } from "./wire";

/** AWS's own rule for an EKS name, which a region's name fits too: nothing a shell would read as more than one word. */
const PLAIN_TOKEN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

const NO_DETAILS: ConnectionDetails = { ssh: [], ports: [], links: [], kubernetes: null };

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
  if (!endpoint?.startsWith("https:") || certificateOf(caData) === null || command === null) return NO_DETAILS;
  return { ...NO_DETAILS, kubernetes: { endpoint, caData, command } };
}
