import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { manifestProblems } from "@/lib/testing/helm/manifest-problems";
import { podIn, readPodConfiguration } from "@/lib/testing/helm/pod-configuration";
import { type Manifest, manifestsIn, renderChart } from "@/lib/testing/helm/render-chart";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const COMMON = {
  publicUrl: "https://clusterdeck.example.org",
  trustedProxies: ["10.0.0.0/8"],
  config: { timeZone: "UTC" },
  ingress: { enabled: true, tlsSecret: "clusterdeck-tls" },
};
const SHARED = {
  database: { existingSecret: "clusterdeck" },
  secretKey: { existingSecret: "clusterdeck" },
  metrics: { existingSecret: "clusterdeck", key: "metrics-token" },
};

describe.each([
  ["one-server", COMMON],
  ["three-servers", { ...COMMON, ...SHARED, replicas: 3 }],
])("deploy/kubernetes/%s", (name, values) => {
  const folder = `deploy/kubernetes/${name}`;
  const read = (file: string) => readFileSync(`${folder}/${file}`, "utf8");
  const kustomization = parse(read("kustomization.yaml"));
  const manifests: Manifest[] = kustomization.resources.flatMap((file: string) => manifestsIn(file, read(file)));

  it("uses every file that lies there, and the image of this version", () => {
    const used = [...kustomization.resources, ...kustomization.configMapGenerator[0].files, "kustomization.yaml"];
    expect(readdirSync(folder).toSorted()).toEqual(used.toSorted());
    expect(kustomization.images).toMatchObject([{ name: "clusterdeck", newTag: version }]);
    expect(JSON.stringify(manifests)).toContain(`"image":"clusterdeck:${version}"`);
  });

  it("is accepted by Kubernetes", async () => {
    expect(await manifestProblems(manifests)).toEqual([]);
  });

  it("is a configuration with which the program starts", () => {
    const configuration = { timeZone: "UTC", publicUrl: "https://clusterdeck.example.org", demo: false };
    expect(readPodConfiguration(podIn(manifests), read("clusterdeck.yaml"))).toMatchObject({
      ...{ ok: true, warnings: [], configuration },
    });
  });

  it("says what the chart says", () => {
    // Kustomize makes the ConfigMap, and nobody runs `helm test`.
    const rendered = renderChart("deploy/helm/clusterdeck", values, "clusterdeck").manifests.filter(
      ({ kind }) => kind !== "ConfigMap" && kind !== "Pod",
    );
    expect(manifests).toHaveLength(rendered.length);
    for (const manifest of rendered) expect(manifests).toContainEqual(withoutHelm(manifest));
    expect(parse(read("clusterdeck.yaml"))).toEqual(values.config);
  });
});

const jobFiles = readdirSync("deploy/kubernetes").filter((name) => name.endsWith(".yaml"));

// What these do is shown in jobs.test.ts.
it.each(jobFiles)("%s is a job that Kubernetes accepts, for the Secret and the volume of the servers", async (file) => {
  const jobs = manifestsIn("job", readFileSync(`deploy/kubernetes/${file}`, "utf8"));
  expect(jobs).toMatchObject([{ kind: "Job" }]);
  expect(await manifestProblems(jobs)).toEqual([]);
  const { containers, volumes } = podIn(jobs);
  // Arguments are in the log, and in the list of processes.
  expect(containers[0].command).not.toContainEqual(expect.stringContaining("$"));
  expect(containers[0].image).toMatch(new RegExp(`-tools:${version.replaceAll(".", "\\.")}$`));
  const entries = containers[0].env.flatMap(({ valueFrom }) => (valueFrom ? [valueFrom.secretKeyRef] : []));
  for (const { name, key } of entries)
    expect([name, key]).toEqual(["clusterdeck", expect.stringMatching(/^(url|(new-)?secret-key)$/)]);
  const claims = volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
  expect(claims).toEqual(file === "tools-three-servers.yaml" ? [] : ["clusterdeck"]);
});

it("runs the tools of one server beside it, where its volume is, and never behind its address", () => {
  const jobOf = (file: string) => manifestsIn(file, readFileSync(`deploy/kubernetes/${file}`, "utf8"))[0];
  const { selector } = parse(JSON.stringify(jobOf("one-server/deployment.yaml")?.spec));
  const { template } = parse(JSON.stringify(jobOf("tools-one-server.yaml")?.spec));
  const [{ podAffinityTerm }] = template.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution;
  expect(podAffinityTerm).toEqual({ topologyKey: "kubernetes.io/hostname", labelSelector: selector });
  expect(template.metadata).toBeUndefined();
});

/** Without the labels and annotations that only Helm needs, and that hold a version. */
function withoutHelm(manifest: Manifest): unknown {
  const left = JSON.stringify(manifest, (name, value: unknown) =>
    /^(helm\.sh\/|app\.kubernetes\.io\/(version|managed-by)|checksum\/)/.test(name) ||
    (name === "annotations" && JSON.stringify(value).includes("helm.sh"))
      ? undefined
      : value,
  );
  return JSON.parse(left.replace('"annotations":{},', "").replace(',"annotations":{}', ""));
}
