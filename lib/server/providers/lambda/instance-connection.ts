import "server-only";
import type { SshEndpoint } from "@/lib/domain/cluster/cluster";
import { DEFAULT_SSH_PORT, parseSshEndpoint } from "@/lib/domain/connect/ssh";
import { stateOf } from "./state";
import type { WireInstance } from "./wire";

const USER = "ubuntu";
const USER_NOTE = "Lambda does not name the user: ubuntu is that of its own images";

/** `null` where there is no address yet, or no longer; the reason where it is not fit for a command. */
export function sshOf({ id, ip, status }: WireInstance, label: string): SshEndpoint | { reason: string } | null {
  const { status: state } = stateOf(status);
  if (!ip || (state !== "running" && state !== "degraded")) return null;
  return parseSshEndpoint({ nodeId: id, label, host: ip, user: USER, port: DEFAULT_SSH_PORT, note: USER_NOTE });
}
