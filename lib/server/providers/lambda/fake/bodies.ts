import "server-only";
import type { InstanceType } from "./types";

export type WireObject = Record<string, unknown>;

export interface InstanceStory {
  id: string;
  name: string;
  status: string;
  type: InstanceType;
  region: { name: string; description: string };
  /** Without one the instance has not booted. */
  ip: string | null;
  tags: Readonly<Record<string, string>>;
}

const AVAILABLE = { available: true };
const BLOCKED = { available: false, reason_code: "vm-has-not-launched", reason_description: "CANARY-reason" };

/** As `GET /instances` writes it: what there is not is left out. There is no time in it. */
export function instanceBody({ id, name, status, type, region, ip, tags }: InstanceStory): WireObject {
  const action = ip === null ? BLOCKED : AVAILABLE;
  return {
    ...{ id, name, status, region, instance_type: type },
    ...(ip !== null && {
      ip,
      private_ip: ip.replace(/^198\.18/, "10.19"),
      hostname: `${ip.replaceAll(".", "-")}.cloud.lambda.example`,
    }),
    ssh_key_names: ["deploy key"],
    file_system_names: [],
    file_system_mounts: [{ mount_point: "/CANARY-mount-point", file_system_id: "CANARY-file-system" }],
    jupyter_token: "CANARY-jupyter-token",
    jupyter_url: `https://jupyter-${id}.lambdaspaces.com/?token=CANARY-jupyter-token`,
    actions: { migrate: action, rebuild: action, restart: action, cold_reboot: action, terminate: AVAILABLE },
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    firewall_rulesets: [{ id: "CANARY-firewall-ruleset" }],
  };
}
