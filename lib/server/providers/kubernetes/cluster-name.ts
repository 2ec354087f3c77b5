import "server-only";
import { clip } from "@/lib/domain/text/scrub";

/** What tools call any cluster. */
const ANY = /^(?:kubernetes|default|local|cluster|cluster\.local)$/i;
/** An address is no name: it says nothing, and is not for everybody who may see the cluster. */
const ADDRESS = /^(?:localhost|[\d.]+|\[.*\])(?::\d+)?$/i;

interface Names {
  /** What people call the account, which is this one cluster. */
  label: string | undefined;
  inKubeconfig: string | null;
  host: string;
}

/** A cluster does not know its own name. */
export function clusterNameOf({ label, inKubeconfig, host }: Names): string {
  const named = [label ?? "", lastPart(inKubeconfig ?? "")].find((name) => name !== "" && !ANY.test(name));
  return named ?? (ADDRESS.test(host) ? "Kubernetes" : host);
}

/** Of "arn:aws:eks:us-east-1:123456789012:cluster/research" only what people call it. */
function lastPart(name: string): string {
  return clip(name.split("/").at(-1) ?? "", 100);
}
