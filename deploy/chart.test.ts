import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { manifestProblems } from "@/lib/testing/helm/manifest-problems";
import { type Manifest, manifestsIn, renderChart } from "@/lib/testing/helm/render-chart";

const CHART = "deploy/helm/clusterdeck";
const HELM = spawnSync("helm", ["version"]).status === 0;
const KUBECONFORM = spawnSync("kubeconform", ["-v"]).status === 0;

const read = (file: string) => readFileSync(`${CHART}/${file}`, "utf8");
const exampleValues = (name: string) => parse(read(`ci/${name}-values.yaml`));
const sqlite = exampleValues("sqlite");
const postgres = exampleValues("postgres");
const schema = JSON.parse(read("values.schema.json"));

const shared = { database: { existingSecret: "db" }, secretKey: { existingSecret: "db" } };
const budgetOf = (minAvailable: number | string) => ({ podDisruptionBudget: { minAvailable } });
const guarded = { enabled: true, from: [{ namespaceSelector: {} }], metricsFrom: [] };

const render = (values: Record<string, unknown>) => renderChart(CHART, values).manifests;
const kindsOf = (manifests: readonly Manifest[]) => manifests.map(({ kind }) => kind);
const deploymentIn = (manifests: readonly Manifest[]) => manifests.find(({ kind }) => kind === "Deployment");

describe("the chart", () => {
  it("has the version of the program that it starts", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(parse(read("Chart.yaml"))).toMatchObject({ version, appVersion: version });
  });

  it("says in a comment what each value means", () => {
    const lines = read("values.yaml").split("\n");
    const silent = lines.filter(
      (line, index) => /^\w/.test(line) && !`${lines[index - 1]}${lines[index + 1]}`.includes("#"),
    );
    expect(silent).toEqual([]);
  });

  it("describes every value of values.yaml in its schema, and no other", () => {
    const { global: _, ...described } = schema.properties;
    expect(Object.keys(described).toSorted()).toEqual(Object.keys(parse(read("values.yaml"))).toSorted());
  });

  it("renders objects that Kubernetes accepts, whatever is switched on", async () => {
    const image = { tag: "0.1.0@sha256:0123", pullPolicy: "Always" };
    const placed = { nodeSelector: { disk: "ssd" }, tolerations: [{ key: "gpu", operator: "Exists" }] };
    const budget = { podDisruptionBudget: { minAvailable: "50%" } };
    const manifests = [
      ...render(sqlite),
      ...render({ ...sqlite, persistence: { existingClaim: "old" }, imagePullSecrets: ["registry"], image, ...placed }),
      ...render(postgres),
      ...render({ ...postgres, replicas: 1 }),
      ...render({ ...postgres, ...budget, podLabels: { team: "ml" }, podAnnotations: { note: "1" } }),
    ];
    expect(await manifestProblems(manifests)).toEqual([]);
  });

  it("would notice an object that Kubernetes refuses", async () => {
    const [broken = fail()] = render(sqlite).filter(({ kind }) => kind === "Service");
    const problems = await manifestProblems([
      { ...broken, spec: { selectors: { a: "b" } } },
      { ...broken, spec: { ports: [{ port: "http" }] } },
      { ...broken, apiVersion: "v2" },
    ]);
    expect(problems.join("\n")).toMatch(/"selectors"' does not exist/);
    expect(problems.join("\n")).toMatch(/port must be integer/);
    expect(problems.join("\n")).toContain("is of v1, not of v2");
  });

  it("runs one server on a volume without a database, and never two at once", () => {
    const manifests = render(sqlite);
    expect(kindsOf(manifests)).toEqual(["Deployment", "PersistentVolumeClaim", "Service", "Pod"]);
    expect(deploymentIn(manifests)?.spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    const [claim] = manifests.filter(({ kind }) => kind === "PersistentVolumeClaim");
    expect(claim).toMatchObject({
      metadata: { annotations: { "helm.sh/resource-policy": "keep" } },
      spec: { accessModes: ["ReadWriteOnce"] },
    });
  });

  it("replaces servers on PostgreSQL one by one, and keeps one of them when nodes are drained", () => {
    const manifests = render(postgres);
    expect(kindsOf(manifests)).not.toContain("PersistentVolumeClaim");
    expect(kindsOf(manifests)).toContain("PodDisruptionBudget");
    const strategy = { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
    expect(deploymentIn(manifests)?.spec).toMatchObject({ replicas: 3, strategy });
    // With a single one, a budget would keep its node from ever being drained.
    expect(kindsOf(render({ ...postgres, replicas: 1 }))).not.toContain("PodDisruptionBudget");
  });

  it("keeps no node from being drained, but as many servers as are asked for", () => {
    for (const minAvailable of [2, "66%"])
      expect(render({ ...postgres, ...budgetOf(minAvailable) })).toContainEqual(
        expect.objectContaining({ kind: "PodDisruptionBudget", spec: expect.objectContaining({ minAvailable }) }),
      );
  });

  it("lets in Prometheus and the pod of helm test beside those that are named, and lets out to both addresses", () => {
    const { from, metricsFrom } = postgres.networkPolicy;
    const manifests = render(postgres);
    const [test = fail()] = manifests.filter(({ kind }) => kind === "Pod");
    const { "helm.sh/chart": _, ...matchLabels } = Object(test.metadata.labels);
    const [policy = fail()] = manifests.filter(({ kind }) => kind === "NetworkPolicy");
    expect(policy.spec).toMatchObject({
      ingress: [{ ports: [{ port: "http" }], from: [...from, ...metricsFrom, { podSelector: { matchLabels } }] }],
      egress: expect.arrayContaining([{ ports: [6432, 5432].map((port) => ({ port, protocol: "TCP" })) }]),
    });
    // Where nobody is named, everybody may.
    const [open = fail()] = render({ ...sqlite, networkPolicy: { enabled: true } }).filter(
      ({ kind }) => kind === "NetworkPolicy",
    );
    expect(open.spec).toMatchObject({ ingress: [{ ports: [{ port: "http" }] }] });
    expect(JSON.stringify(open.spec)).not.toContain('"from"');
  });

  it("bounds no answer of a route, since an export takes as long as its reader", () => {
    const [route = fail()] = render(postgres).filter(({ kind }) => kind === "HTTPRoute");
    expect(route.spec).toMatchObject({ rules: [{ timeouts: { request: "0s" } }] });
    expect(JSON.stringify(route)).not.toContain("backendRequest");
  });

  it("ships the rules of the documentation for the Prometheus operator", () => {
    expect(read("files/alerts.yaml")).toBe(readFileSync("docs/grafana/alerts.yaml", "utf8"));
    const [rule] = render(postgres).filter(({ kind }) => kind === "PrometheusRule");
    expect(rule?.spec).toEqual(parse(read("files/alerts.yaml")));
  });

  it("restarts servers when the configuration changes, and only then", () => {
    const templateOf = (values: Record<string, unknown>) =>
      JSON.stringify(deploymentIn(render({ ...postgres, ...values }))?.spec);
    expect(templateOf({})).toBe(templateOf({}));
    expect(templateOf({ config: { timeZone: "UTC" } })).not.toBe(templateOf({ config: { timeZone: "Asia/Tokyo" } }));
  });

  it.each([
    ["several servers without a database", { replicas: 3 }, "share their data only in PostgreSQL"],
    [
      "a database without the key that all share",
      { database: { existingSecret: "db" } },
      "secretKey.existingSecret is not",
    ],
    ["an address past the pooler alone", { database: { listenKey: "direct" } }, "database.existingSecret is not"],
    ["keys from nowhere", { keys: { variables: ["SHADEFORM_API_KEY"] } }, "keys.existingSecret is not"],
    ["half an admin", { admin: { email: "a@example.org" } }, "both admin.email and admin.existingSecret"],
    ["a monitor without a token", { metrics: { serviceMonitor: { enabled: true } } }, "metrics.existingSecret is not"],
    ["a route of no gateway", { httpRoute: { enabled: true } }, "httpRoute.parentRefs is empty"],
    [
      "two zones",
      { billingTimeZone: "UTC", config: { timeZone: "Asia/Tokyo" } },
      "billingTimeZone and config.timeZone",
    ],
    [
      "a budget that holds up every drain",
      { ...shared, replicas: 3, ...budgetOf(3) },
      "no node that one of them runs on",
    ],
    ["the same in percent", { ...shared, replicas: 3, ...budgetOf("70%") }, "no node that one of them runs on"],
    ["a monitor that cannot get in", { ...postgres, networkPolicy: guarded }, "networkPolicy.metricsFrom is not"],
    ["no address", { publicUrl: "" }, "publicUrl must match"],
    ["an address with a path", { publicUrl: "https://example.org/clusterdeck" }, "publicUrl must match"],
    ["no server", { replicas: 0 }, "replicas must be >= 1"],
    ["a number as a text", { replicas: "2" }, "replicas must be integer"],
    ["a value that nobody knows", { replicaCount: 2 }, "must NOT have additional properties"],
    ["one inside another", { database: { url: "postgres://…" } }, "must NOT have additional properties"],
    ["a variable that is no key", { keys: { existingSecret: "k", variables: ["PATH"] } }, "allowed values"],
    ["an account's key", { config: { accounts: [{ id: "a", apiKey: "CANARY" }] } }, "property name must be valid"],
    ["a channel's", { config: { alerts: { channels: [{ id: "a", url: "CANARY" }] } } }, "property name must be valid"],
    [
      "one in a URL",
      { config: { alerts: { heartbeatUrl: "https://hc.example.com/CANARY" } } },
      "property name must be",
    ],
    [
      "one as a variable",
      { extraEnv: [{ name: "CLUSTERDECK_SECRET_KEY", value: "CANARY" }] },
      "extraEnv/0/value boolean schema is false",
    ],
    ["a proxy's", { extraEnv: [{ name: "HTTPS_PROXY", value: "http://me:CANARY@proxy.example.org" }] }, "NOT be valid"],
    ["that of sign-in", { config: { signIn: { oidc: { clientSecret: "CANARY" } } } }, "property name must be valid"],
  ])("refuses %s", (_, values, words) => {
    const attempt = () => render({ ...sqlite, ...values });
    expect(attempt).toThrow(words);
    expect(attempt).not.toThrow("CANARY");
  });

  it("says after an installation how to get in, and what is missing", () => {
    const { notes } = renderChart(CHART, sqlite);
    for (const words of [
      "/setup",
      "port-forward",
      "No proxy is trusted",
      "docs/replicas.md",
      "helm test demo",
      "--tail=-1",
    ])
      expect(notes).toContain(words);
    expect(renderChart(CHART, postgres).notes).not.toMatch(/setup|port-forward|No proxy/);
  });

  it.runIf(HELM)("passes helm lint, and helm template renders the same", () => {
    for (const [name, values] of Object.entries({ sqlite, postgres })) {
      const file = ["--values", `${CHART}/ci/${name}-values.yaml`];
      const lint = spawnSync("helm", ["lint", "--strict", CHART, ...file], { encoding: "utf8" });
      expect(lint.stdout, lint.stderr).toContain("0 chart(s) failed");
      const template = spawnSync("helm", ["template", "demo", CHART, ...file], { encoding: "utf8" });
      const byName = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;
      const inOrder = (list: readonly Manifest[]) => list.toSorted((a, b) => (byName(a) < byName(b) ? -1 : 1));
      expect(inOrder(manifestsIn(name, template.stdout))).toEqual(inOrder(render(values)));
    }
  });

  it.runIf(KUBECONFORM)("passes kubeconform", () => {
    const input = [...render(sqlite), ...render(postgres)].map((manifest) => JSON.stringify(manifest)).join("\n---\n");
    const { status, stdout } = spawnSync("kubeconform", ["-strict", "-ignore-missing-schemas"], {
      input,
      encoding: "utf8",
    });
    expect(status, stdout).toBe(0);
  });
});

function fail(): never {
  throw new Error("The chart renders no such object.");
}

it("asks for health and readiness where the program answers", () => {
  for (const path of ["health", "ready", "metrics"]) expect(existsSync(`app/api/${path}/route.ts`), path).toBe(true);
});
