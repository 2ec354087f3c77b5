import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Manifest } from "./render-chart";

const run = promisify(execFile);

/** Where each kind of object that we ship is described. */
const MODELS: Readonly<Record<string, string>> = {
  ConfigMap: "kubernetes-models/v1",
  Deployment: "kubernetes-models/apps/v1",
  HTTPRoute: "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1",
  Ingress: "kubernetes-models/networking.k8s.io/v1",
  Job: "kubernetes-models/batch/v1",
  NetworkPolicy: "kubernetes-models/networking.k8s.io/v1",
  PersistentVolumeClaim: "kubernetes-models/v1",
  Pod: "kubernetes-models/v1",
  PodDisruptionBudget: "kubernetes-models/policy/v1",
  PrometheusRule: "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1",
  Service: "kubernetes-models/v1",
  ServiceMonitor: "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1",
};

/**
 * What a Kubernetes API would refuse of these objects, unknown fields included. A program that makes each of them from its published
 * model is checked for its types, which know every field, and then run, since patterns are checked only there.
 */
export async function manifestProblems(manifests: readonly Manifest[]): Promise<string[]> {
  const unknown = manifests
    .filter(({ kind }) => !Object.hasOwn(MODELS, kind))
    .map(({ kind }) => `${kind} is no kind we know`);
  if (unknown.length > 0) return unknown;
  const folder = mkdtempSync(join(tmpdir(), "clusterdeck-manifests-"));
  try {
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    const program = join(folder, "manifests.mjs");
    writeFileSync(program, programOf(manifests));
    const options = ["--noEmit", "--allowJs", "--checkJs", "--strict", "--skipLibCheck", "--module", "nodenext"];
    const types = await outputOf(resolve("node_modules/.bin/tsc"), [...options, "--types", "", program], folder);
    const patterns = await outputOf(process.execPath, [program], folder);
    return `${types}\n${patterns}`.split("\n").filter((line) => line.trim() !== "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function programOf(manifests: readonly Manifest[]): string {
  const kinds = [...new Set(manifests.map(({ kind }) => kind))];
  const imports = kinds.map((kind) => `import { ${kind} } from "${MODELS[kind]}";`);
  const checks = manifests.map((manifest) => {
    const { kind, apiVersion: _, kind: __, ...rest } = manifest;
    return `check("${kind} ${manifest.metadata.name}", new ${kind}(${JSON.stringify(rest, null, 1)}), "${manifest.apiVersion}");`;
  });
  return `${imports.join("\n")}
/** @param {string} name @param {{ validate(): void, apiVersion: string }} model @param {string} apiVersion */
function check(name, model, apiVersion) {
  if (model.apiVersion !== apiVersion) console.log(name + " is of " + model.apiVersion + ", not of " + apiVersion);
  try { model.validate(); } catch (error) { console.log(name + ": " + error); }
}
${checks.join("\n")}
`;
}

/** What it prints, whether or not it succeeds. */
async function outputOf(command: string, args: readonly string[], cwd: string): Promise<string> {
  const fail = (error: { stdout?: string; stderr?: string }) => ({
    stdout: error.stdout ?? "",
    stderr: error.stderr ?? "",
  });
  const { stdout, stderr } = await run(command, args, { cwd, maxBuffer: 16 * 1_024 * 1_024 }).catch(fail);
  return `${stdout}${stderr}`;
}
