import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { buildImages, layVolumes } from "@/lib/testing/image/build-image";
import { type ContainerOptions, canRunContainers, runInContainer } from "@/lib/testing/image/container";
import { parseDockerfile } from "@/lib/testing/image/parse-dockerfile";
import { findFreePort } from "@/lib/testing/servers/free-port";
import { TEST_ALL } from "../e2e/support/test-all";

const DOCKERFILE = readFileSync("Dockerfile", "utf8");
const NODE = 1_000;
/** Patience for a build on a machine that does other work as well. */
const BUILD_TIMEOUT_MS = 1_200_000;

it("copies only what is there, and ends as somebody who is not root", () => {
  const stages = parseDockerfile(DOCKERFILE);
  expect(stages.map(({ name }) => name)).toEqual(["build", null]);
  const [build, image] = stages;
  const ownCopies = build?.instructions.filter(({ word, text }) => word === "COPY" && !text.startsWith("--from")) ?? [];
  const paths = ownCopies.flatMap(({ text }) => text.split(" ").slice(0, -1));
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  const user = image?.instructions.findLast(({ word }) => word === "USER");
  expect(user?.text).toBe("node");
});

// Next compiles everything, which takes minutes.
it.runIf(TEST_ALL && canRunContainers())(
  "builds what serves pages as user 1000, with nothing writable but its volumes",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "clusterdeck-image-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [, image] = await buildImages(DOCKERFILE, folder);
    if (image === undefined) throw new Error("The Dockerfile has not two stages.");
    expect(image).toMatchObject({ user: "node", workdir: "/app", environment: { CLUSTERDECK_DATA_DIR: "/data" } });
    expect(image.volumes).toContain("/data");
    layVolumes(image, ["/data"]);

    const environment = { ...image.environment, PORT: String(await findFreePort()) };
    const inMemory = ["/tmp", "/app/.next/cache"];
    const as: ContainerOptions["as"] = { uid: NODE, writable: ["/data"], inMemory };
    const run = (command: readonly string[]) =>
      runInContainer(image.root, { command, workdir: image.workdir, environment, as });

    const server = run(image.command);
    onTestFinished(() => void server.kill("SIGKILL"));
    let output = "";
    for (const stream of [server.stdout, server.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk));
    const ended = once(server, "exit");
    const url = `http://127.0.0.1:${environment.PORT}`;
    const answer = async (path: string) => {
      if (server.exitCode !== null) throw new Error(`The server has ended:\n${output}`);
      return fetch(url + path).then(
        ({ status }) => status,
        () => null,
      );
    };
    await expect.poll(() => answer("/api/ready")).toBe(200);
    const page = await (await fetch(`${url}/login`)).text();
    const [asset = ""] = /\/_next\/static\/[^"]+\.js/.exec(page) ?? [];
    for (const path of ["/login", "/icon.svg", asset]) expect([path, await answer(path)]).toEqual([path, 200]);

    // What a runtime asks, in the same container.
    const check = run(image.healthcheck);
    expect(await once(check, "exit")).toEqual([0, null]);
    // The root is not writable, which is what the rest of this means.
    const attempt = run(["sh", "-c", "touch /app/x /opt/x"]);
    expect((await once(attempt, "exit"))[0]).not.toBe(0);

    server.kill("SIGTERM");
    expect((await ended)[0]).toBe(143);
    expect(output).not.toMatch(/EROFS|EACCES|read-only/i);
    const [database] = readdirSync(`${image.root}-volumes/data`).filter(
      (name) => name.endsWith(".sqlite") || name === "demo",
    );
    expect(statSync(join(`${image.root}-volumes/data`, database ?? "")).uid).toBe(NODE);
  },
  BUILD_TIMEOUT_MS,
);
