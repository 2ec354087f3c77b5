import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import { findFreePort } from "@/lib/testing/servers/free-port";
import { sharedTest, test } from "../support/app";

sharedTest("the built app answers as soon as it has started", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ status: "ok" });
});

test("the app says where it is listening, and ends on SIGTERM", async ({ app }) => {
  await app.stop();
  expect(app.output()).toContain(`Clusterdeck: ${app.url}`);
  expect(() => process.kill(app.pid, 0)).toThrow("ESRCH");
});

test("what a start compiles is kept for the next one", async () => {
  // Without a build, it ends by itself once it has loaded Next.
  const folder = test.info().outputPath();
  const port = String(await findFreePort());
  // `npm test` has a folder of its own for this.
  const { NODE_COMPILE_CACHE: _, ...environment } = process.env;
  spawnSync(process.execPath, [resolve("scripts/serve.mjs")], { cwd: folder, env: { ...environment, PORT: port } });
  expect(readdirSync(resolve(folder, ".next/cache/compiled"), { recursive: true }).length).toBeGreaterThan(50);
});

test("a second server with the same data says so and ends, and one that was killed keeps nobody out", async ({
  app,
}) => {
  const second = spawn(process.execPath, ["scripts/serve.mjs"], {
    env: {
      ...process.env,
      PORT: String(await findFreePort()),
      CLUSTERDECK_DATA_DIR: app.dataDir,
      CLUSTERDECK_DEMO: "off",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stderr = text(second.stderr);
  const [status] = await once(second, "exit");
  expect(await stderr).toContain("Another Clusterdeck is running with the data in ");
  expect(status).toBe(1);
  process.kill(app.pid, "SIGKILL");
  // A busy machine takes a moment to free its port.
  await app.ended;
  const next = await app.startAgain();
  expect(next.output()).not.toContain("Another Clusterdeck");
  // Left to another one while it still ends.
  const [, third] = await Promise.all([next.stop(), sleep(50).then(() => next.startAgain())]);
  await third.stop();
});

test("the app ends with npm, although npm's shell passes on no signal", async ({ playwright }, testInfo) => {
  const port = String(await findFreePort());
  const request = await playwright.request.newContext({ baseURL: `http://127.0.0.1:${port}` });
  const npm = spawn("npm", ["start", "--ignore-scripts"], {
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: port,
      CLUSTERDECK_DEMO: "on",
      CLUSTERDECK_DATA_DIR: testInfo.outputPath("data"),
    },
    stdio: "ignore",
  });
  const isAnswering = () =>
    request.get("/api/health").then(
      (answer) => answer.ok(),
      () => false,
    );
  await expect.poll(isAnswering).toBe(true);
  npm.kill("SIGTERM");
  await expect.poll(isAnswering).toBe(false);
});

const refusals = [
  {
    why: "to be everybody's at an address that others can reach",
    environment: { HOST: "0.0.0.0", PORT: "9173", CLUSTERDECK_AUTH: "off" },
    sentence: "off lets whoever reaches the server do everything",
  },
  { why: "a port that is no number", environment: { PORT: "http" }, sentence: "must be a number from 1 to 65535" },
];
for (const { why, environment, sentence } of refusals) {
  test(`the app refuses ${why}`, () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/serve.mjs"], {
      env: { ...process.env, ...environment },
      encoding: "utf8",
    });
    expect(stderr).toContain(sentence);
    expect(status).toBe(1);
  });
}

sharedTest("the app refuses a port that is taken, and names another", ({ app }) => {
  const { port } = new URL(app.url);
  const { status, stderr } = spawnSync(process.execPath, ["scripts/serve.mjs"], {
    env: { ...process.env, HOST: "127.0.0.1", PORT: port },
    encoding: "utf8",
  });
  expect(stderr).toContain(`Port ${port} is taken`);
  expect(status).toBe(1);
});
