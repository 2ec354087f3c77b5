import { parse } from "yaml";
import { readConfiguration } from "@/lib/server/configuration/read-configuration";
import { providers } from "@/lib/server/providers/registry";
import type { Manifest } from "./render-chart";

export interface Container {
  image: string;
  command?: string[];
  securityContext: unknown;
  livenessProbe: { httpGet: { path: string } };
  lifecycle: { preStop: { sleep: { seconds: number } } };
  env: EnvironmentEntry[];
  ports: { name: string; containerPort: number }[];
  volumeMounts: { name: string; mountPath: string }[];
}

interface EnvironmentEntry {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef: { name: string; key: string; optional?: boolean } };
}

export interface PodSpec {
  automountServiceAccountToken: boolean;
  terminationGracePeriodSeconds: number;
  containers: [Container];
  securityContext: unknown;
  volumes: Volume[];
}

interface Volume {
  name: string;
  emptyDir?: object;
  persistentVolumeClaim?: { claimName: string };
  projected?: { sources: { secret: { name: string; items: { key: string; path: string }[] } }[] };
}

const SECRETS = "/run/clusterdeck/secrets";
/** What may stand in the entry of a Secret that becomes this variable; an account's key may be anything. */
const CONTENTS: Readonly<Record<string, string>> = {
  DATABASE_URL: "postgres://user@pooler/clusterdeck",
  DATABASE_LISTEN_URL: "postgres://user@database/clusterdeck",
  CLUSTERDECK_SECRET_KEY: Buffer.alloc(32).toString("base64"),
  CLUSTERDECK_ADMIN_PASSWORD: "correct horse battery staple",
  CLUSTERDECK_METRICS_TOKEN: "a-token-that-is-long-enough-for-anybody",
};

/** The pod that the first Deployment or Job among these makes. */
export function podIn(manifests: readonly Manifest[]): PodSpec {
  const [maker] = manifests.filter(({ kind }) => kind === "Deployment" || kind === "Job");
  return parse(JSON.stringify(maker?.spec)).template.spec;
}

/**
 * What the program makes of what this pod gives it. `config` is the text of its ConfigMap; `changed` holds other contents of Secrets, by
 * variable.
 */
export function readPodConfiguration(pod: PodSpec, config: string, changed: Readonly<Record<string, string>> = {}) {
  const [{ env }] = pod.containers;
  const environment = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  const files: Record<string, string> = { "/run/clusterdeck/config/clusterdeck.yaml": config };
  for (const { projected } of pod.volumes) {
    const items = projected?.sources.flatMap(({ secret }) => secret.items) ?? [];
    for (const { path } of items) files[`${SECRETS}/${path}`] = changed[path] ?? CONTENTS[path] ?? "a-key";
  }
  return readConfiguration({ HOST: "0.0.0.0", ...environment }, providers, (path) => {
    // The Secret whose entries are for `config` to name may hold any.
    const text = files[path] ?? (path.startsWith("/run/clusterdeck/files/") ? "a-key" : undefined);
    if (text === undefined) throw Object.assign(new Error(path), { code: "ENOENT" });
    return text;
  });
}
