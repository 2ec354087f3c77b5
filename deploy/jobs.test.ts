import { once } from "node:events";
import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type StoreLocation } from "@/lib/server/store/open-database";
import { type StoreSummary, summariseStore } from "@/lib/server/store-copy/store-summary";
import { fillEveryTable } from "@/lib/testing/full-store";
import { type PodSpec, podIn } from "@/lib/testing/helm/pod-configuration";
import { manifestsIn } from "@/lib/testing/helm/render-chart";
import { buildImages, type Image } from "@/lib/testing/image/build-image";
import { canRunContainers, runInContainer } from "@/lib/testing/image/container";
import { postgresStores } from "@/lib/testing/stores";
import { TEST_ALL } from "../e2e/support/test-all";

const NODE = 1_000;
const BACKUP = ["npm", "run", "backup", "--", "/backup/history.sqlite"];
const RESTORE = ["npm", "run", "restore", "--", "/backup/history.sqlite"];
const newDatabaseUrl = postgresStores();

/** The Dockerfile up to where Next builds the pages, which takes minutes and which no command needs. */
const TOOLS = readFileSync("Dockerfile", "utf8").split(/^RUN .*next build/m)[0] ?? "";

describe.runIf(TEST_ALL && canRunContainers())("a job for Kubernetes, as user 1000 with a read-only root", () => {
  let folder: string;
  let image: Image;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "clusterdeck-jobs-"));
    const [tools] = await buildImages(TOOLS, folder);
    if (tools === undefined) throw new Error("The Dockerfile has no stage.");
    image = tools;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs this job's own command, or another one in its place, and returns what it prints, npm's words included. */
  async function runJob(file: string, secret: Record<string, string>, instead?: readonly string[]) {
    const pod = podIn(manifestsIn(file, readFileSync(`deploy/kubernetes/${file}`, "utf8")));
    const [{ command = [], env }] = pod.containers;
    const given = env.map(({ name, value, valueFrom }) => [
      name,
      value ?? secret[valueFrom?.secretKeyRef.key ?? ""] ?? "",
    ]);
    const child = runInContainer(image.root, {
      ...{ command: instead ?? command, workdir: image.workdir },
      environment: { ...image.environment, ...Object.fromEntries(given) },
      as: { uid: NODE, inMemory: ["/tmp"], writable: foldersOf(pod) },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk));
    const [status] = await once(child, "close");
    return { status, output };
  }

  /** Makes the pod's volumes, which outlive it, as Kubernetes does with `fsGroup`. */
  function foldersOf({ containers: [{ volumeMounts }] }: PodSpec): string[] {
    const folders = volumeMounts.map(({ mountPath }) => mountPath).filter((path) => path !== "/tmp");
    for (const path of folders) {
      mkdirSync(join(image.root, path), { recursive: true });
      ownByNode(volume(path));
    }
    return folders;
  }

  const volume = (path: string) => `${image.root}-volumes${path}`;

  function ownByNode(path: string): void {
    mkdirSync(path, { recursive: true });
    chownSync(path, NODE, NODE);
    for (const name of readdirSync(path)) chownSync(join(path, name), NODE, NODE);
  }

  function emptyVolumes(): void {
    rmSync(`${image.root}-volumes`, { recursive: true, force: true });
    mkdirSync(volume("/data"), { recursive: true });
  }

  async function contentsOf(location: StoreLocation): Promise<StoreSummary> {
    const store = openDatabase(location);
    const summary = await summariseStore(store);
    await store.close();
    return summary;
  }

  it("moves the history on the volume to the database, and prints which, but not its password", async () => {
    emptyVolumes();
    await fillEveryTable({ dataDir: volume("/data") }, 3);
    const before = await contentsOf({ dataDir: volume("/data") });
    const databaseUrl = withPassword(await newDatabaseUrl());
    const { status, output } = await runJob("move-to-postgresql.yaml", { url: databaseUrl });
    expect(status, output).toBe(0);
    expect(output).toContain(`Copying SQLite in /data to PostgreSQL at ${new URL(databaseUrl).host}`);
    expect(output).not.toContain("CANARY");
    expect(await contentsOf({ databaseUrl })).toEqual(before);
  });

  it("backs up and restores the database of several servers", async () => {
    emptyVolumes();
    const from = withPassword(await newDatabaseUrl());
    await fillEveryTable({ databaseUrl: from }, 3);
    const backup = await runJob("tools-three-servers.yaml", { url: from }, BACKUP);
    expect(backup, backup.output).toMatchObject({ status: 0, output: expect.stringContaining("PostgreSQL at") });
    const to = withPassword(await newDatabaseUrl());
    const restore = await runJob("tools-three-servers.yaml", { url: to }, RESTORE);
    expect(restore, restore.output).toMatchObject({ status: 0 });
    expect(await contentsOf({ databaseUrl: to })).toEqual(await contentsOf({ databaseUrl: from }));
    expect(backup.output + restore.output).not.toContain("CANARY");
  });

  it("seals what is in the database with another key", async () => {
    emptyVolumes();
    const url = withPassword(await newDatabaseUrl());
    await fillEveryTable({ databaseUrl: url }, 1);
    const [now, next] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString("base64"));
    const keys = { "secret-key": now ?? "", "new-secret-key": next ?? "" };
    const { status, output } = await runJob("tools-three-servers.yaml", { url, ...keys }, [
      "npm",
      "run",
      "rotate-secret",
    ]);
    expect(status, output).toBe(0);
    expect(output).toContain("sealed with the new key");
  });

  it("backs up and restores the volume of one server", async () => {
    emptyVolumes();
    await fillEveryTable({ dataDir: volume("/data") }, 3);
    const before = await contentsOf({ dataDir: volume("/data") });
    const backup = await runJob("tools-one-server.yaml", {}, BACKUP);
    expect(backup, backup.output).toMatchObject({ status: 0, output: expect.stringContaining("SQLite in /data") });
    rmSync(volume("/data"), { recursive: true });
    const restore = await runJob("tools-one-server.yaml", {}, RESTORE);
    expect(restore, restore.output).toMatchObject({ status: 0 });
    expect(await contentsOf({ dataDir: volume("/data") })).toEqual(before);
  });
});

/** The tests' server asks for no password, and takes any. Where npm does not recognise it. */
function withPassword(databaseUrl: string): string {
  return `${databaseUrl}?password=CANARY`;
}
