import type { SshEndpoint } from "../cluster/cluster";

const HOST_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOTTED_NUMBERS = /^[\d.]+$/;
const IPV4_PART = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4 = new RegExp(`^${IPV4_PART}(?:\\.${IPV4_PART}){3}$`);
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${HOST_LABEL}(?:\\.${HOST_LABEL})*\\.?$`, "i");
const IPV6_LETTERS = /^[0-9a-f:.]{2,45}$/i;
/** What some providers send for an address that is not there yet. To ssh, they are the machine it runs on. */
const NO_ADDRESS = new Set(["0.0.0.0", "::"]);
/** A relay's user may begin with a digit: it names the machine that the relay leads to. */
const USER_NAME = /^[a-z0-9_][a-z0-9_.-]{0,63}$/i;

export const DEFAULT_SSH_PORT = 22;

/** Whether a provider's text is a plain host name or address, safe in a command that people paste into a shell. */
export function isHost(text: string): boolean {
  if (NO_ADDRESS.has(text)) return false;
  if (text.includes(":")) return isIpv6(text);
  return DOTTED_NUMBERS.test(text) ? IPV4.test(text) : HOST_NAME.test(text);
}

/** URLs know the rules of IPv6; the letters alone would let `192.0.2.7:22` through. */
function isIpv6(text: string): boolean {
  return IPV6_LETTERS.test(text) && URL.canParse(`ssh://[${text}]`);
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

export interface SshCandidate {
  nodeId: string;
  label: string;
  host: string;
  /** `null` and 0 are ssh's own port: some providers send them where nothing else was chosen. */
  port: number | null | undefined;
  user: string;
  note?: string;
  isRelay?: true;
  isShellOnly?: true;
}

/** The endpoint, or a sentence for the cluster's health reasons. The offending text itself is never repeated. */
export function parseSshEndpoint(candidate: SshCandidate): SshEndpoint | { reason: string } {
  const port = candidate.port || DEFAULT_SSH_PORT;
  const problem = !isHost(candidate.host)
    ? "its host is not a plain host name or address"
    : !USER_NAME.test(candidate.user)
      ? "its user is not a plain user name"
      : !isPort(port)
        ? "its port is not between 1 and 65535"
        : null;
  return problem === null ? { ...candidate, port } : { reason: `SSH for ${candidate.label} is left out: ${problem}` };
}

/** Why a forwarded port is left out, for the health reasons; `null` if its numbers are valid or not given yet. */
export function refusedPort(label: string, ports: readonly (number | string | null | undefined)[]): string | null {
  const isWrong = ports.some((port) => port !== null && port !== undefined && !isPort(Number(port)));
  return isWrong ? `A forwarded port of ${label} is left out: it is not between 1 and 65535` : null;
}

/** `ssh -p 22 root@host`, for an endpoint that passed `parseSshEndpoint`. */
export function sshCommand({ host, port, user }: Pick<SshEndpoint, "host" | "port" | "user">): string {
  return `ssh -p ${port} ${user}@${host}`;
}

/**
 * One `ssh_config` for a whole cluster. Every cluster has its own `UserKnownHostsFile`, because rented addresses are reused, and an
 * old host key must neither block nor vouch for a new machine. `knownHosts` is that file's name: see `knownHostsName`.
 */
export function sshConfig(clusterName: string, endpoints: readonly SshEndpoint[], knownHosts: string): string {
  const aliases = sshAliases(clusterName, endpoints);
  return endpoints
    .map(({ host, port, user }, index) =>
      [
        `Host ${aliases[index]}`,
        `  HostName ${host}`,
        `  Port ${port}`,
        `  User ${user}`,
        `  UserKnownHostsFile ~/.ssh/${knownHosts}`,
        "  StrictHostKeyChecking accept-new",
      ].join("\n"),
    )
    .join("\n\n");
}

/** The name of a cluster's own known hosts. `digest` tells it from others of the same name, in letters and digits. */
export function knownHostsName(clusterName: string, digest: string): string {
  return `known_hosts.${hostAlias(clusterName)}-${digest}`;
}

/**
 * The name that each endpoint has in the cluster's `ssh_config`: no two have the same. Different labels may become the same word
 * ("节点一" and "节点二"), and ssh would use the first for both, so later ones are numbered, past whatever another node is called.
 */
export function sshAliases(clusterName: string, endpoints: readonly Pick<SshEndpoint, "label">[]): string[] {
  const cluster = hostAlias(clusterName);
  const wanted = endpoints.map(({ label }) => nodeAlias(cluster, hostAlias(label)));
  const taken = new Set(wanted);
  const numbers = new Map<string, number>();
  return wanted.map((alias) => {
    const last = numbers.get(alias);
    if (last === undefined) {
      numbers.set(alias, 1);
      return alias;
    }
    let number = last + 1;
    while (taken.has(`${alias}-${number}`)) number += 1;
    numbers.set(alias, number);
    return `${alias}-${number}`;
  });
}

/** Many providers begin a node's name with its cluster's name, which is then not repeated. */
function nodeAlias(cluster: string, node: string): string {
  return node === cluster || node.startsWith(`${cluster}-`) ? node : `${cluster}-${node}`;
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
