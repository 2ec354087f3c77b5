import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CHANNEL_KINDS } from "@/lib/server/alerts/channels/channel-kinds";
import { alertsSchema } from "@/lib/server/configuration/alerts/alerts-schema";
import { changedForRestart } from "@/lib/server/configuration/configuration-state";
import { providers } from "@/lib/server/providers/registry";
import { mayBeFile } from "@/lib/server/providers/settings";
import type { Provider } from "@/lib/server/providers/spec";
import { podIn, readPodConfiguration } from "@/lib/testing/helm/pod-configuration";
import { type Manifest, renderChart } from "@/lib/testing/helm/render-chart";

const CHART = "deploy/helm/clusterdeck";

const everything = parse(readFileSync(`${CHART}/ci/postgres-values.yaml`, "utf8"));
const schema = JSON.parse(readFileSync(`${CHART}/values.schema.json`, "utf8"));
const dockerfile = readFileSync("Dockerfile", "utf8");
const everyProvider: readonly Provider[] = providers;

const configIn = (manifests: readonly Manifest[]) =>
  Object.values(Object(manifests.find(({ kind }) => kind === "ConfigMap")?.data)).join("");

describe("what the chart gives to the program", () => {
  it("is a configuration that it accepts, without a variable that it does not know", () => {
    const { manifests } = renderChart(CHART, everything);
    expect(readPodConfiguration(podIn(manifests), configIn(manifests))).toMatchObject({
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

  it.each(readdirSync(`${CHART}/ci`))("is accepted with the values of %s", (file) => {
    const { manifests } = renderChart(CHART, parse(readFileSync(`${CHART}/ci/${file}`, "utf8")));
    expect(readPodConfiguration(podIn(manifests), configIn(manifests))).toMatchObject({ ok: true, warnings: [] });
  });

  it("works for a single server with nothing but its address", () => {
    const values = { publicUrl: "http://127.0.0.1:3000" };
    const storage = { dataDir: "data" };
    expect(readPodConfiguration(podIn(renderChart(CHART, values).manifests), "")).toMatchObject({
      ...{ ok: true, warnings: [], configuration: { storage, timeZone: "UTC", demo: false } },
    });
  });

  it.each([
    [{ billingTimeZone: "Asia/Tokyo" }, "Asia/Tokyo"],
    [{ config: { timeZone: "Europe/Berlin" } }, "Europe/Berlin"],
  ])("bills in the zone that is named, in whichever place: %j", (values, timeZone) => {
    const { manifests } = renderChart(CHART, { publicUrl: "http://127.0.0.1:3000", ...values });
    expect(readPodConfiguration(podIn(manifests), configIn(manifests))).toMatchObject({ configuration: { timeZone } });
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
    // What may come from a file is secret.
    const settings = Object.keys(alertsSchema.shape);
    expect(refusedIn(alerts)).toEqual(settings.filter((name) => settings.includes(`${name}File`)));
  });

  it("refuses every variable as a value that is secret", () => {
    const page = readFileSync("docs/configuration.md", "utf8");
    const own = [...page.matchAll(/`((?:CLUSTERDECK|DATABASE)_\w+)_FILE`/g)].map(([, name = ""]) => name);
    const ofProviders = everyProvider.flatMap(({ fields }) =>
      Object.values(fields).flatMap(({ isSecret, variable }) => (isSecret ? [variable] : [])),
    );
    const refused: string[] = schema.properties.extraEnv.items.if.properties.name.enum;
    expect(refused.toSorted()).toEqual([...new Set([...own, ...ofProviders])].toSorted());
  });
});

it("follows a Secret that changes, but for what the documentation says to restart for", () => {
  const { manifests } = renderChart(CHART, everything);
  const read = (changed: Record<string, string>) => {
    const result = readPodConfiguration(podIn(manifests), configIn(manifests), changed);
    if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
    return result.configuration;
  };
  const changes = {
    DATABASE_URL: "postgres://user@pooler/another",
    DATABASE_LISTEN_URL: "postgres://user@database/another",
    CLUSTERDECK_SECRET_KEY: Buffer.alloc(32, 1).toString("base64"),
    CLUSTERDECK_ADMIN_PASSWORD: "another horse battery staple",
    CLUSTERDECK_METRICS_TOKEN: "another-token-that-is-long-enough",
    SHADEFORM_API_KEY: "another-key",
  };
  const needRestart = Object.entries(changes).flatMap(([name, text]) =>
    changedForRestart(read({}), read({ [name]: text })).length > 0 ? [name] : [],
  );
  const [sentence = ""] = /what the files of .* hold;/.exec(readFileSync("docs/configuration.md", "utf8")) ?? [];
  expect(needRestart).toEqual([...sentence.matchAll(/`(\w+)`/g)].map(([, name]) => name));
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
