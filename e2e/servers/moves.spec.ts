import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { fillHistory } from "@/bench/kit/fill-history";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { startAppProcess } from "../support/app-process";
import { inviteCallers, withSignIn } from "../support/callers";
import { newDatabase } from "../support/shared-postgres";
import { TEST_ALL } from "../support/test-all";
import { serveCountedFleet } from "./counted-fleet";
import { prepareServers } from "./several-servers";

test.skip(!TEST_ALL, "a year of history; the unit tests of store-copy move every table");

const run = promisify(execFile);
const TO = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - DAY_MS;
const FROM = TO - 365 * DAY_MS;
/** After three polls without them, the clusters of that year count as gone; until then each poll changes when that may have been. */
const POLLS_UNTIL_SETTLED = 4;
const iso = (at: number) => new Date(at).toISOString();

/** What people have set up and what has been, which is to come along. */
const CAME_ALONG = [
  `/api/costs?from=${iso(FROM)}&to=${iso(TO)}`,
  `/api/costs?from=${iso(TO - 30 * DAY_MS)}&to=${iso(TO)}&by=cluster`,
  "/api/people",
  "/api/share-links",
  "/api/silences",
  "/api/rules",
];

/** One of the commands, as an operator runs it. */
async function runCommand(name: string, parameters: readonly string[], environment: Record<string, string>) {
  const command = [join("scripts", `${name}.ts`), ...parameters];
  const { stdout } = await run(process.execPath, ["--import=tsx", "--conditions=react-server", ...command], {
    env: { ...process.env, CLUSTERDECK_TEST: "", DATABASE_URL: "", ...environment },
  });
  return stdout;
}

async function answersOf(person: APIRequestContext, url: string) {
  const answers = await Promise.all(
    CAME_ALONG.map(async (path) => {
      const answer = await person.get(`${url}${path}`);
      expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
      // What is said of now rather than of the time that was asked for goes on.
      const changes =
        /^(generatedAt|readAt|forecastMonthUsdMicros|asOf|today|yesterday|month|history|lastSeenAt|lastOpenedAt|runRate.*|observedShare)$/;
      return [path, JSON.parse(await answer.text(), (key, value: unknown) => (changes.test(key) ? undefined : value))];
    }),
  );
  return Object.fromEntries(answers);
}

test("a year of history, and all that people have set up, moves from one server to three, and into a backup and back", async () => {
  const dataDir = test.info().outputPath("data");
  await fillHistory({ dataDir }, { from: FROM, to: TO, clusters: 60, changesPerDay: 4 });
  await using fleet = await serveCountedFleet();
  const provider = await fleet.environmentOf("alone");
  const everywhere = {
    ...withSignIn(dataDir),
    CLUSTERDECK_PROVIDER_RANGES: "127.0.0.0/8",
    CLUSTERDECK_POLL_INTERVAL_MS: "2000",
  };
  const one = await startAppProcess({ ...provider, ...everywhere });
  const { as, token } = await inviteCallers(one.url, { dataDir });
  const { SHADEFORM_API_KEY: apiKey, SHADEFORM_BASE_URL: baseUrl } = provider;
  const silence = { match: { rule: "idle" }, until: iso(Date.now() + DAY_MS), why: "We know" };
  for (const [path, data] of [
    ["/api/silences", silence],
    ["/api/channels", { id: "ops", type: "webhook", url: "https://hooks.example.org/SECRET", minSeverity: "critical" }],
    ["/api/accounts", { id: "second", provider: "shadeform", settings: { apiKey, baseUrl } }],
  ] as const) {
    const answer = await as.admin.post(path, { data });
    expect(answer.status(), `${path}: ${await answer.text()}`).toBe(201);
  }
  expect((await as.admin.put("/api/rules/idle", { data: { enabled: false } })).status()).toBe(200);
  const readAccounts = async (): Promise<string[]> => {
    const { accounts } = await (await as.admin.get(`/api/costs?from=${iso(TO)}&to=${iso(TO + HOUR_MS)}`)).json();
    return accounts.map(({ id }: { id: string }) => id);
  };
  await expect.poll(readAccounts).toContain("second");
  const polled = ["shadeform", "fireworks"].map(async (id) => {
    // One of the two is asked by two accounts.
    for (let lists = 0; lists < 2 * POLLS_UNTIL_SETTLED; lists += 1)
      await fleet.nextCall(({ providerId, path }) => providerId === id && path.endsWith("/clusters"));
  });
  await Promise.all(polled);
  const before = await answersOf(as.admin, one.url);
  const databaseUrl = await newDatabase();
  const migrate = () => runCommand("migrate-store", [dataDir], { DATABASE_URL: databaseUrl });
  await expect(migrate()).rejects.toThrow("Stop it");
  await one.stop();

  const output = await migrate();
  expect(output).toContain("Every row of every table is the same on both sides. Came along: 4 people");
  expect(output).toContain(`the key in ${join(dataDir, "secret-key")}`);
  const environment = {
    ...everywhere,
    CLUSTERDECK_SECRET_KEY: "",
    CLUSTERDECK_SECRET_KEY_FILE: join(dataDir, "secret-key"),
  };
  await using servers = await prepareServers({ databaseUrl, environment });
  for (const name of ["A", "B", "C"]) {
    const own = { ...(await fleet.environmentOf(name)), CLUSTERDECK_DATA_DIR: test.info().outputPath(name) };
    await servers.start(own);
  }
  for (const { url } of servers.running()) {
    expect(await answersOf(as.admin, url)).toEqual(before);
    const { accounts } = await (await as.admin.get(`${url}/api/clusters`)).json();
    expect(accounts.map(({ id }: { id: string }) => id)).toContain("second");
    const { channels } = await (await as.admin.get(`${url}/api/channels`)).json();
    expect(JSON.stringify(channels)).toContain("ops");
  }
  await fleet.nextCall(({ providerId }) => providerId === "shadeform");

  const backup = test.info().outputPath("backup.sqlite");
  await runCommand("backup", [backup], { DATABASE_URL: databaseUrl });
  // Only now, since the link's opens are counted.
  for (const { url } of servers.running())
    expect((await as.nobody.get(`${url}/api/shared/${token}/clusters`)).status()).toBe(200);
  for (const server of servers.running()) await servers.end(server, "SIGTERM");
  const restored = await newDatabase();
  await runCommand("restore", [backup], { DATABASE_URL: restored, CLUSTERDECK_DATA_DIR: dataDir });
  const folder = test.info().outputPath("restored");
  await runCommand("restore", [backup], { CLUSTERDECK_DATA_DIR: folder });
  for (const where of [{ DATABASE_URL: restored }, { DATABASE_URL: "", CLUSTERDECK_DATA_DIR: folder }]) {
    const again = await startAppProcess({ ...provider, ...environment, ...where });
    expect(await answersOf(as.admin, again.url)).toEqual(before);
    await again.stop();
  }
});
