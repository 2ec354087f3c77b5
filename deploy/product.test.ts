import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CHANNEL_KINDS } from "@/lib/server/alerts/channels/channel-kinds";
import { readConfiguration } from "@/lib/server/configuration/read-configuration";
import { providers } from "@/lib/server/providers/registry";
import { mayBeFile } from "@/lib/server/providers/settings";
import type { Provider } from "@/lib/server/providers/spec";
import { type Manifest, renderChart } from "@/lib/testing/helm/render-chart";

const CHART = "deploy/helm/clusterdeck";

interface Container {
  securityContext: unknown;
  livenessProbe: { httpGet: { path: string } };
  lifecycle: { preStop: { sleep: { seconds: number } } };
  env: { name: string; value: string }[];
  ports: { name: string; containerPort: number }[];
  volumeMounts: { mountPath: string }[];
}

interface PodSpec {
  automountServiceAccountToken: boolean;
  terminationGracePeriodSeconds: number;
  containers: [Container];
  securityContext: unknown;
  volumes: { name: string; projected?: { sources: { secret: { items: { path: string }[] } }[] } }[];
}

const everything = parse(readFileSync(`${CHART}/ci/postgres-values.yaml`, "utf8"));
const schema = JSON.parse(readFileSync(`${CHART}/values.schema.json`, "utf8"));
const dockerfile = readFileSync("Dockerfile", "utf8");
const everyProvider: readonly Provider[] = providers;

/** The text of each file that the pod of the rendered chart has, by its path. */
function filesIn(manifests: readonly Manifest[], pod: PodSpec): Record<string, string> {
  const contents: Record<string, string> = {
    DATABASE_URL: "postgres://user@pooler/clusterdeck",
    DATABASE_LISTEN_URL: "postgres://user@database/clusterdeck",
    CLUSTERDECK_SECRET_KEY: Buffer.alloc(32).toString("base64"),
    CLUSTERDECK_ADMIN_PASSWORD: "correct horse battery staple",
    CLUSTERDECK_METRICS_TOKEN: "a-token-that-is-long-enough-for-anybody",
  };
  const sources = pod.volumes.find(({ name }) => name === "secrets")?.projected?.sources ?? [];
  const secrets = sources.flatMap(({ secret }) => secret.items.map(({ path }) => path));
  const [map] = manifests.filter(({ kind }) => kind === "ConfigMap");
  return {
    ...Object.fromEntries(secrets.map((path) => [`/run/clusterdeck/secrets/${path}`, contents[path] ?? "a-key"])),
    "/run/clusterdeck/config/clusterdeck.yaml": Object.values(Object(map?.data)).join(""),
    "/run/clusterdeck/files/fireworks": "a-key",
  };
}

function podIn(manifests: readonly Manifest[]): PodSpec {
  const [deployment] = manifests.filter(({ kind }) => kind === "Deployment");
  return parse(JSON.stringify(deployment?.spec)).template.spec;
}

function readAs(container: Container, files: Record<string, string>) {
  const environment = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
  return readConfiguration({ HOST: "0.0.0.0", ...environment }, providers, (path) => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error(path), { code: "ENOENT" });
    return text;
  });
}

describe("what the chart gives to the program", () => {
  it("is a configuration that it accepts, without a variable that it does not know", () => {
    const { manifests } = renderChart(CHART, everything);
    const pod = podIn(manifests);
    const [container] = pod.containers;
    expect(readAs(container, filesIn(manifests, pod))).toMatchObject({
      ok: true,
      warnings: [],
      configuration: {
        accounts: [{ id: "shadeform" }, { id: "verda" }, { id: "fireworks" }],
        storage: { databaseUrl: "postgres://user@pooler/clusterdeck" },
        publicUrl: "https://clusterdeck.example.org",
        trustedProxies: ["10.0.0.0/8"],
        timeZone: "UTC",
        secretKey: { key: Buffer.alloc(32) },
        auth: { asksForSignIn: true, firstAdmin: { email: "admin@example.org" } },
        demo: false,
      },
    });
  });

  it("works for a single server with nothing but its address", () => {
    const values = { publicUrl: "http://127.0.0.1:3000" };
    const [container] = podIn(renderChart(CHART, values).manifests).containers;
    const storage = { dataDir: "data" };
    expect(readAs(container, {})).toMatchObject({ ok: true, warnings: [], configuration: { storage, demo: false } });
  });

  it("offers exactly the variables of providers that a file may hold", () => {
    const variables = everyProvider.flatMap(({ fields }) => Object.values(fields).filter(mayBeFile));
    const offered: string[] = schema.properties.keys.properties.variables.items.enum;
    expect(offered.toSorted()).toEqual(variables.map(({ variable }) => variable).toSorted());
  });

  it("refuses every setting in a ConfigMap that is secret", () => {
    const { accounts, alerts, signIn } = schema.properties.config.properties;
    const refusedIn = ({ propertyNames }: { propertyNames: { not: { enum: string[] } } }) => propertyNames.not.enum;
    const secretSettings = everyProvider.flatMap(({ fields }) =>
      Object.entries(fields).flatMap(([setting, { isSecret }]) => (isSecret ? [setting] : [])),
    );
    expect(refusedIn(accounts.items).toSorted()).toEqual([...new Set(secretSettings)].toSorted());
    const ofChannels = CHANNEL_KINDS.flatMap(({ secrets }) => secrets);
    expect(refusedIn(alerts.properties.channels.items).toSorted()).toEqual([...new Set(ofChannels)].toSorted());
    expect(refusedIn(signIn.properties.oidc)).toEqual(["clientSecret"]);
  });
});

describe("the pod and the image", () => {
  const pod = podIn(renderChart(CHART, everything).manifests);
  const [container] = pod.containers;

  it("let the program do nothing that it need not do", () => {
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(container.securityContext).toEqual({
      ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
      capabilities: { drop: ["ALL"] },
    });
  });

  it("leave it the time that it takes to end, and restart it only when it hangs", () => {
    const source = readFileSync("lib/server/start/end-on-signal.ts", "utf8");
    const patienceMs = Number(/PATIENCE_MS = ([\d_]+)/.exec(source)?.[1]?.replaceAll("_", ""));
    const { seconds } = container.lifecycle.preStop.sleep;
    expect(pod.terminationGracePeriodSeconds * 1_000).toBeGreaterThan(seconds * 1_000 + patienceMs);
    // Readiness depends on the database and on providers, which no restart brings back.
    expect(container.livenessProbe.httpGet.path).toBe("/api/health");
  });

  it("agree on the user, and on the folders that the program writes", () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    // The user `node` of Node's own images.
    expect(pod.securityContext).toMatchObject({
      ...{ runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
      seccompProfile: { type: "RuntimeDefault" },
    });
    const writable = container.volumeMounts.map(({ mountPath }) => mountPath);
    for (const folder of ["/data", "/tmp", "/app/.next/cache"]) expect(writable).toContain(folder);
    expect(dockerfile).toContain("CLUSTERDECK_DATA_DIR=/data");
    expect(dockerfile).toMatch(/^WORKDIR \/app$/m);
  });

  it("agree on the port", () => {
    expect(container.ports).toEqual([{ name: "http", containerPort: 3000 }]);
    expect(readFileSync("scripts/serve.mjs", "utf8")).toContain('setting("PORT") || "3000"');
    expect(container.env.map(({ name }) => name)).not.toContain("PORT");
  });
});
