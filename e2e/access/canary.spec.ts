import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import { providers } from "@/lib/server/providers/registry";
import { settingsOfFake } from "@/lib/server/providers/settings";
import { test } from "../support/app";
import { ROUTES } from "../support/route-table";
import { watchQuiet } from "../support/watch-quiet";

// The fakes send a text with CANARY in every field of every provider that must not leave the server, and the app holds their keys.
const fakes = providers.map((provider) => provider.createFake({ now: Date.now, startedAt: Date.now() }));
const keys = fakes.map(({ apiKey }) => apiKey);
const secrets = ["CANARY", ...keys];

const METRICS_TOKEN = "CANARY-metrics-token";

test.use({ environment: { CLUSTERDECK_PROVIDER_RANGES: "127.0.0.0/8", CLUSTERDECK_METRICS_TOKEN: METRICS_TOKEN } });

const PLANTED = "CANARY-stored-1234";

/** What an admin may enter for an account at this address: whatever is secret about it is planted, each field at least once. */
function plantedSettings(
  provider: (typeof providers)[number],
  index: number,
  address: string,
): Record<string, string>[] {
  const fake = fakes[index];
  if (fake === undefined) return [];
  const secretNames = provider.required.filter((name) => provider.fields[name]?.isSecret);
  const planted = secretNames.map((name) => [name, PLANTED]);
  const settings = { ...settingsOfFake(provider, fake, address), ...Object.fromEntries(planted) };
  return "kubeconfig" in provider.fields ? [settings, { kubeconfig: kubeconfigFor(address) }] : [settings];
}

function kubeconfigFor(server: string): string {
  return JSON.stringify({
    contexts: [{ name: "a", context: { cluster: "c", user: "u" } }],
    clusters: [{ name: "c", cluster: { server } }],
    users: [{ name: "u", user: { token: PLANTED } }],
  });
}

function findSecrets(text: string): string[] {
  return secrets.filter((secret) => text.includes(secret));
}

test("no planted secret reaches an answer, a page or the log", async ({ page, request, app, fleet }) => {
  const bodies: string[] = [];
  page.on("response", async (response) => bodies.push(await response.text().catch(() => "")));
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await request.get(path, { headers });
    bodies.push(JSON.stringify(answer.headers()), await answer.text());
    return answer;
  };

  await expect
    .poll(async () => ((await (await read("/api/clusters")).json()) as Fleet).accounts.map(({ state }) => state))
    .toEqual(providers.map(() => "ok"));
  const role = "arn:aws:iam::004815162342:role/CANARY-created";
  const created = await request.post("/api/accounts/fireworks/clusters", {
    headers: { Origin: app.url },
    data: {
      clusterId: "created",
      eksCluster: { awsAccountId: "004815162342", region: "us-east-1", metricWriterRole: role, inferenceRole: role },
    },
  });
  expect(created.status()).toBe(201);
  bodies.push(await created.text());
  const { clusters } = (await (await read("/api/clusters")).json()) as Fleet;
  expect(clusters.length).toBeGreaterThan(10);
  for (const { id } of clusters) {
    expect((await read(`/api/clusters/${encodeURIComponent(id)}`)).status()).toBe(200);
    await read(`/api/clusters/${encodeURIComponent(id)}/connection`);
    expect((await read(`/api/clusters/${encodeURIComponent(id)}/timeline`)).status()).toBe(200);
    for (const window of ["1h", "7d"]) await read(`/api/clusters/${encodeURIComponent(id)}/metrics?window=${window}`);
    await read(`/api/clusters/${encodeURIComponent(id)}/logs`);
    await read(`/api/clusters/${encodeURIComponent(id)}/offers`);
  }
  await read("/api/ready");
  await read("/api/openapi.json");
  for (const authorization of [`Bearer ${METRICS_TOKEN}`, `Basic ${btoa(`CANARY:${METRICS_TOKEN}`)}`])
    expect((await read("/api/metrics?level=nodes", { authorization })).status()).toBe(200);
  expect((await read("/metrics", { authorization: "Bearer CANARY-wrong-token" })).status()).toBe(401);
  const send = async (path: string, data: object, method = "POST") => {
    const answer = await request.fetch(path, { method, headers: { Origin: app.url }, data });
    bodies.push(await answer.text());
    return answer.status();
  };
  const hook = "https://receiver.invalid/services/CANARY-hook-1234";
  const secret = `whsec_${"CANARY".repeat(6)}`;
  expect(await send("/api/channels", { id: "ops", type: "webhook", url: hook, secret })).toBe(201);
  expect(await send("/api/channels", { id: "bad", type: "webhook", url: "CANARY-hook" })).toBe(400);
  expect(await send("/api/channels/ops", { secret: "CANARY" }, "PATCH")).toBe(400);
  // There is no such receiver, which is said without its address.
  expect(await send("/api/channels/ops/test", {})).toBe(200);
  for (const path of ["channels", "channels/ops/deliveries", "alerts", "silences", "rules", "audit"])
    expect((await read(`/api/${path}`)).status(), path).toBe(200);
  for (const [index, provider] of providers.entries()) {
    const address = fleet.environment[provider.fields[provider.addressSetting]?.variable ?? ""] ?? "";
    for (const [number, settings] of plantedSettings(provider, index, address).entries()) {
      const id = `own-${provider.id}-${number}`;
      const wish = { id, provider: provider.id, settings };
      expect(await send("/api/accounts", wish), id).toBe(201);
      // The last of so many tests at once may have to wait.
      expect([200, 429], id).toContain(await send("/api/accounts/test", { provider: provider.id, settings }));
      expect(await send("/api/accounts", { ...wish, id: "bad", settings: { ...settings, more: "CANARY" } })).toBe(400);
      const elsewhere = { [provider.addressSetting]: "https://1.1.1.1" };
      expect(await send(`/api/accounts/${id}`, { settings: elsewhere }, "PATCH"), id).toBe(400);
      expect(await send(`/api/accounts/${id}`, { label: "Own", settings }, "PATCH"), id).toBe(200);
      expect((await read("/api/accounts")).status()).toBe(200);
      expect(await send(`/api/accounts/${id}`, {}, "DELETE"), id).toBe(200);
    }
  }
  await read("/api/audit");
  const stored = readdirSync(app.dataDir).filter((name) => name.startsWith("clusterdeck.sqlite"));
  for (const name of stored) expect(readFileSync(join(app.dataDir, name)).includes("CANARY-stored"), name).toBe(false);
  const link = await request.post("/api/share-links", {
    headers: { Origin: app.url },
    data: { name: "Guests", kind: "link", scope: {}, show: { costs: true, names: true } },
  });
  const { id: linkId, url }: CreatedShareLink = await link.json();
  const token = url.slice(url.lastIndexOf("/") + 1);
  const clusterId = encodeURIComponent(clusters[0]?.id ?? "");
  const untilQuiet = watchQuiet(page);
  for (const { path } of ROUTES.filter(({ file }) => file.endsWith("page.tsx"))) {
    await page.goto(path.replace("{token}", token).replace("{linkId}", linkId).replace("shadeform~none", clusterId));
    await untilQuiet();
    bodies.push(await page.content());
  }

  for (const provider of providers) fleet.setFault(provider.id, "invalid");
  const headers = { Origin: app.url };
  await expect
    .poll(async () => {
      await Promise.all(providers.map(({ id }) => request.post(`/api/accounts/${id}/refresh`, { headers })));
      return ((await (await read("/api/clusters")).json()) as Fleet).accounts.map(({ state }) => state);
    })
    .toEqual(providers.map(() => "failing"));

  expect(bodies.length).toBeGreaterThan(2 * clusters.length);
  expect(bodies.flatMap(findSecrets)).toEqual([]);
  expect(app.output()).toContain("failing");
  expect(findSecrets(app.output())).toEqual([]);
});

/** What only the code of an adapter names: its default host, or a path where people say which host it is. */
function adapterMarks(): string[] {
  return providers.map((provider, index) => {
    if (provider.required.includes(provider.addressSetting)) return "/api/v1/namespaces/kube-system";
    const fake = fakes[index];
    const settings = fake && provider.parse(settingsOfFake(provider, fake));
    if (!settings?.ok) throw new Error(`${provider.label} has no address of its own.`);
    return new URL(settings.baseUrl).host;
  });
}

/** The prefix of each provider's keys, if they have one, and some more letters. */
function keyShapes(): RegExp[] {
  return keys.flatMap((key) => {
    const prefix = /^[a-z]+_/.exec(key)?.[0];
    return prefix === undefined ? [] : [new RegExp(`\\b${prefix}[\\w-]{6,}`)];
  });
}

test("browsers download no fake, key or adapter of any provider", () => {
  const folder = ".next/static";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  expect(files.length).toBeGreaterThan(0);
  const adapters = adapterMarks();
  const shapes = keyShapes();
  expect(adapters).toHaveLength(providers.length);
  expect(shapes.length).toBeGreaterThan(0);
  const found = files.flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const marks = [...secrets, ...adapters].filter((mark) => text.includes(mark));
    return [...marks, ...shapes.flatMap((shape) => shape.exec(text)?.[0] ?? [])].map((mark) => `${mark} in ${name}`);
  });
  expect(found).toEqual([]);
});
