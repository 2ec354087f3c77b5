import "server-only";
import type { WireNode } from "./wire";

const PROVIDER_ID = /^([a-z][a-z0-9+.-]{0,40}):\/\/\/?(.+)$/i;
const INSTANCE_ID = /^[a-z0-9][a-z0-9._-]{0,190}$/i;
/** Oracle's ids stand without a scheme. */
const ORACLE = /^ocid1\.instance\.[a-z0-9._-]+$/i;

export interface ProviderMachine {
  /** "aws", "runpod". */
  provider: string;
  instanceId: string;
}

/** The machine behind a node, as its cloud names it: "aws:///us-east-1a/i-0abc" is aws's "i-0abc". */
export function machineOf({ spec }: Pick<WireNode, "spec">): ProviderMachine | null {
  const id = spec?.providerID?.trim() ?? "";
  if (ORACLE.test(id)) return { provider: "oci", instanceId: id };
  const [, scheme = "", rest = ""] = PROVIDER_ID.exec(id) ?? [];
  const provider = scheme.toLowerCase();
  // Azure's machines have no id of their own, only a path, in which case does not count.
  const instanceId = provider === "azure" ? rest.toLowerCase() : (rest.split("/").at(-1) ?? "");
  const isUsable = provider === "azure" ? instanceId !== "" : INSTANCE_ID.test(instanceId);
  return provider !== "" && isUsable ? { provider, instanceId } : null;
}

/** The addresses that the node has, whoever may reach them. */
export function addressesOf({ status }: Pick<WireNode, "status">): string[] {
  return (status?.addresses ?? []).flatMap(({ type, address }) =>
    (type === "ExternalIP" || type === "InternalIP") && address ? [address] : [],
  );
}
