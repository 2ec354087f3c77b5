import type { ConnectionDetails } from "@/lib/contract/connection-details";

/** What to call each endpoint, by its alias: of several with one label, the alias tells which is which. */
export function endpointNames(ssh: ConnectionDetails["ssh"]): ReadonlyMap<string, string> {
  const labels = ssh.map(({ label }) => label);
  const repeated = new Set(labels.filter((label, index) => labels.indexOf(label) !== index));
  return new Map(ssh.map(({ alias, label }) => [alias, repeated.has(label) ? alias : label]));
}
