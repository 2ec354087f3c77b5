import type { SshEndpoint } from "../cluster/cluster";

const HOST_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${HOST_LABEL}(?:\\.${HOST_LABEL})*\\.?$`, "i");
const IPV6 = /^(?=.*:)[0-9a-f:.]{2,45}$/i;
const USER_NAME = /^[a-z_][a-z0-9_.-]{0,31}$/i;

/** Whether a provider's text is a plain host name or address, safe in a command that people paste into a shell. */
export function isHost(text: string): boolean {
  return HOST_NAME.test(text) || IPV6.test(text);
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

export interface SshCandidate {
  nodeId: string;
  label: string;
  host: string;
  port: number;
  user: string;
}

/** The endpoint, or a sentence for the cluster's health reasons. The offending text itself is never repeated. */
export function parseSshEndpoint(candidate: SshCandidate): SshEndpoint | { reason: string } {
  const problem = !isHost(candidate.host)
    ? "its host is not a plain host name or address"
    : !USER_NAME.test(candidate.user)
      ? "its user is not a plain user name"
      : !isPort(candidate.port)
        ? "its port is not between 1 and 65535"
        : null;
  return problem === null ? { ...candidate } : { reason: `SSH for ${candidate.label} is left out: ${problem}` };
}

/** Why a forwarded port is left out, for the health reasons; `null` if its numbers are valid or not given yet. */
export function refusedPort(label: string, ports: readonly (number | string | null | undefined)[]): string | null {
  const isWrong = ports.some((port) => port !== null && port !== undefined && !isPort(Number(port)));
  return isWrong ? `A forwarded port of ${label} is left out: it is not between 1 and 65535` : null;
}

/** Parses the form `root@135.23.125.123 -p 22` that Prime Intellect prints; `null` for anything else. */
export function parseSshText(text: string): { host: string; port: number; user: string } | null {
  const match = /^\s*(?:ssh\s+)?(?:-p\s+(\d{1,5})\s+)?([^\s@]+)@([^\s@]+)(?:\s+-p\s+(\d{1,5}))?\s*$/.exec(text);
  if (!match) return null;
  const [, portBefore, user = "", host = "", portAfter] = match;
  return { host, user, port: Number(portAfter ?? portBefore ?? 22) };
}

/** `ssh -p 22 root@host`, for an endpoint that passed `parseSshEndpoint`. */
export function sshCommand({ host, port, user }: Pick<SshEndpoint, "host" | "port" | "user">): string {
  return `ssh -p ${port} ${user}@${host}`;
}

/**
 * One `ssh_config` for a whole cluster. Every cluster has its own `UserKnownHostsFile`, because rented addresses are reused, and an
 * old host key must neither block nor vouch for a new machine.
 */
export function sshConfig(clusterName: string, endpoints: readonly SshEndpoint[]): string {
  const cluster = hostAlias(clusterName);
  const taken = new Set<string>();
  return endpoints
    .map(({ label, host, port, user }) =>
      [
        `Host ${takeName(nodeAlias(cluster, hostAlias(label)), taken)}`,
        `  HostName ${host}`,
        `  Port ${port}`,
        `  User ${user}`,
        `  UserKnownHostsFile ~/.ssh/known_hosts.${cluster}`,
        "  StrictHostKeyChecking accept-new",
      ].join("\n"),
    )
    .join("\n\n");
}

/** Many providers begin a node's name with its cluster's name, which is then not repeated. */
function nodeAlias(cluster: string, node: string): string {
  return node === cluster || node.startsWith(`${cluster}-`) ? node : `${cluster}-${node}`;
}

/** Different names may become the same alias ("节点一" and "节点二"), and ssh would use the first for both, so later ones are numbered. */
function takeName(alias: string, taken: Set<string>): string {
  let name = alias;
  for (let number = 2; taken.has(name); number += 1) name = `${alias}-${number}`;
  taken.add(name);
  return name;
}

/** A provider's name as a single word that is safe in an ssh_config and in a file name. */
export function hostAlias(name: string): string {
  const alias = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 63);
  return alias === "" ? "node" : alias;
}
