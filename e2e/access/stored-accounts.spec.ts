import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import { settingsOfFake } from "@/lib/server/providers/settings";
import { shadeform } from "@/lib/server/providers/shadeform";
import { type AppProcess, startAppProcess } from "../support/app-process";
import { serveFleet } from "../support/served-fleet";

/** Runs `npm run rotate-secret` on this folder. */
function rotate(dataDir: string) {
  const tsx = join("node_modules", ".bin", "tsx");
  const environment = { ...process.env, DATABASE_URL: "", CLUSTERDECK_DATA_DIR: dataDir };
  return promisify(execFile)(tsx, ["--conditions=react-server", "scripts/rotate-secret.ts"], { env: environment });
}

test("an account that is added in the demo ends it, and is read through restarts and other keys, stored only encrypted", async () => {
  await using fleet = await serveFleet();
  const variable = shadeform.fields.baseUrl?.variable ?? "";
  const settings = settingsOfFake(shadeform, fleet.fakes.shadeform, fleet.environment[variable]);
  const ranges = { CLUSTERDECK_PROVIDER_RANGES: "127.0.0.0/8" };
  let app: AppProcess = await startAppProcess({
    CLUSTERDECK_AUTH: "off",
    CLUSTERDECK_POLL_INTERVAL_MS: "1000",
    ...ranges,
  });
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${app.url}${path}`, {
      ...{ method, headers: { Origin: app.url } },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(text).not.toContain(settings.apiKey);
    return { status: answer.status, text, json: JSON.parse(text) };
  };
  const accountStates = async () => {
    const { demo, accounts }: Fleet = (await call("GET", "/api/clusters")).json;
    return demo ? "demo" : accounts.map(({ id, state, problem }) => `${id} ${state} ${problem?.detail ?? ""}`.trim());
  };
  try {
    expect(await accountStates()).toBe("demo");
    const tested = async () => (await call("POST", "/api/accounts/test", { provider: "shadeform", settings })).json;
    // It waits some seconds for the provider, which a busy machine may take.
    await expect.poll(tested).toMatchObject({ ok: true, problem: null, sees: { clusters: expect.any(Number) } });
    const metadata = { ...settings, baseUrl: "http://169.254.169.254/latest" };
    for (const path of ["/api/accounts", "/api/accounts/test"])
      expect((await call("POST", path, { provider: "shadeform", settings: metadata })).status).toBe(400);
    const added = await call("POST", "/api/accounts", { provider: "shadeform", label: "Research", settings });
    expect(added.status, added.text).toBe(201);
    await expect.poll(accountStates).toEqual(["research ok"]);

    await expect(rotate(app.dataDir)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("Stop it") });
    await app.stop();
    const keyFile = join(app.dataDir, "secret-key");
    const before = readFileSync(keyFile, "utf8");
    expect((await rotate(app.dataDir)).stdout).toMatch(/^\d secrets sealed with the new key/m);
    const after = readFileSync(keyFile, "utf8");
    expect(after).not.toBe(before);
    app = await app.startAgain();
    await expect.poll(accountStates).toEqual(["research ok"]);

    await app.stop();
    writeFileSync(keyFile, before);
    app = await app.startAgain();
    await expect.poll(accountStates).toEqual([expect.stringMatching(/^research failing Its key cannot be read/)]);
    const entered = await call("PATCH", "/api/accounts/research", { settings: { apiKey: settings.apiKey } });
    expect(entered.json).toMatchObject({ secretsReadable: true });
    await expect.poll(accountStates).toEqual(["research ok"]);
    const files = readdirSync(app.dataDir).filter((name) => name.startsWith("clusterdeck.sqlite"));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) expect(readFileSync(join(app.dataDir, name)).includes(settings.apiKey ?? "")).toBe(false);
    expect(app.output()).not.toContain(settings.apiKey);
  } finally {
    await app.stop();
  }
});
