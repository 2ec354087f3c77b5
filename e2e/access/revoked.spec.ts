import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import pg from "pg";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { test as base } from "../support/app";
import { inviteCallers, untilNoticed, withSignIn } from "../support/callers";

const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-revoked-"));
base.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const test = base.extend<{ postgres: TestPostgres }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from its first parameter's pattern.
  postgres: async ({}, use) => {
    const postgres = await startPostgres();
    await use(postgres);
    await postgres.stop();
  },
  environment: async ({ postgres }, use) =>
    use({ ...withSignIn(dataDir), DATABASE_URL: await postgres.createDatabase() }),
});

test("people shut out just before the database went away stay out, and everybody else can go on looking", async ({
  app,
  environment,
  postgres,
}) => {
  const databaseUrl = environment.DATABASE_URL ?? "";
  const { as, token, linkId } = await inviteCallers(app.url, { databaseUrl });
  const terms = { name: "Others", kind: "display", scope: {}, show: { costs: false, names: false } };
  const { url } = await (await as.admin.post("/api/share-links", { data: terms })).json();
  const display = new URL(url).pathname.split("/").at(-1) ?? "";
  const seen = () =>
    Promise.all([
      ...[as.admin, as.operator, as.viewer].map((browser) => browser.get("/api/clusters")),
      ...[token, display].map((link) => as.nobody.get(`/api/shared/${link}/clusters`)),
    ]).then((answers) => answers.map((answer) => answer.status()));
  expect(await seen()).toEqual([200, 200, 200, 200, 200]);

  const database = new pg.Client(databaseUrl);
  await database.connect();
  await database.query("delete from session using person where person.id = user_id and email = 'viewer@example.org'");
  await database.end();
  // Nobody uses this session in the meantime.
  await untilNoticed(as.admin);
  const { people } = await (await as.admin.get("/api/people")).json();
  const operator = people.find(({ email }: { email: string }) => email === "operator@example.org");
  expect((await as.admin.patch(`/api/people/${operator.id}`, { data: { disabled: true } })).status()).toBe(200);
  expect((await as.admin.delete(`/api/share-links/${linkId}`)).status()).toBe(200);

  await postgres.whileDown(async () => {
    for (let times = 0; times < 3; times += 1) {
      expect(await seen()).toEqual([200, 503, 503, 503, 200]);
      await sleep(1_000);
    }
    // People who are still identified can keep reading, and are told that everything else returns with the database.
    const refused = await as.admin.post("/api/share-links", { data: terms });
    expect([refused.status(), (await refused.json()).code]).toEqual([503, "storage"]);
    const pages = [
      "/clusters/new",
      "/links",
      `/links/${linkId}/preview`,
      "/settings",
      "/settings/accounts",
      "/settings/audit",
      "/",
    ];
    const opened = await Promise.all(pages.map((path) => as.admin.get(path)));
    expect(opened.map((answer) => answer.status())).toEqual([503, 503, 503, 503, 503, 503, 200]);
  });
  await expect.poll(seen).toEqual([200, 401, 401, 404, 200]);
});
