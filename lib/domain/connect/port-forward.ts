import type { ForwardedPort, SshEndpoint } from "../cluster/cluster";

const FIRST_UNPRIVILEGED_PORT = 1024;
/** 80 becomes 8080 and 443 becomes 8443: the customary stand-ins for ports that only root may open. */
const PRIVILEGED_PORT_OFFSET = 8_000;

/** The port that a tunnel opens on the user's own machine. */
export function localPortFor(internalPort: number): number {
  return internalPort < FIRST_UNPRIVILEGED_PORT ? internalPort + PRIVILEGED_PORT_OFFSET : internalPort;
}

/** The command for a tunnel from the user's machine to a node's internal port; `null` for UDP, which ssh cannot forward. */
export function portForwardCommand(
  { internalPort, protocol }: Pick<ForwardedPort, "internalPort" | "protocol">,
  { host, port, user }: Pick<SshEndpoint, "host" | "port" | "user">,
): string | null {
  if (protocol !== "tcp") return null;
  return `ssh -N -L ${localPortFor(internalPort)}:localhost:${internalPort} -p ${port} ${user}@${host}`;
}

/** `host:port`, with the brackets an IPv6 address needs. */
export function hostAndPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
