import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { manifestProblems } from "@/lib/testing/helm/manifest-problems";
import { type Manifest, manifestsIn, renderChart } from "@/lib/testing/helm/render-chart";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const COMMON = {
  publicUrl: "https://clusterdeck.example.org",
  trustedProxies: ["10.0.0.0/8"],
  config: { pollIntervalMs: 15_000 },
  ingress: { enabled: true, tlsSecret: "clusterdeck-tls" },
};
const SHARED = { database: { existingSecret: "clusterdeck" }, secretKey: { existingSecret: "clusterdeck" } };

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

it("moves a history with the program's own command, into the database of the servers", async () => {
  const [job, ...others] = manifestsIn("job", readFileSync("deploy/kubernetes/move-to-postgresql.yaml", "utf8"));
  expect(others).toEqual([]);
  expect(await manifestProblems(job === undefined ? [] : [job])).toEqual([]);
  const scripts = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).scripts);
  expect(scripts).toContain("migrate-store");
  const text = JSON.stringify(job);
  expect(text).toContain("npm run migrate-store -- /data");
  for (const shared of ['"claimName":"clusterdeck"', '"name":"clusterdeck","key":"url"', `-tools:${version}`])
    expect(text).toContain(shared);
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
