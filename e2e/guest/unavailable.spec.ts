import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { test as base } from "../support/app";
import { inviteCallers, withSignIn } from "../support/callers";
import { expectFitsEveryScreen } from "../wall/wall-audit";

const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-unavailable-"));
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

/** It might be a real token: nobody can tell without the database. */
const UNKNOWN_LINK = `/s/${"x".repeat(32)}`;

test("a page whose access cannot be checked waits for the database, and then appears", async ({
  page,
  app,
  environment,
  postgres,
}) => {
  const { as, token } = await inviteCallers(app.url, { databaseUrl: environment.DATABASE_URL ?? "" });
  // Another process knows none of them.
  await app.stop();
  const again = await app.startAgain();
  await postgres.whileDown(async () => {
    const paths = [`/s/${token}`, `/s/${token}/costs`, UNKNOWN_LINK];
    const answers = await Promise.all([
      ...paths.map((path) => as.nobody.get(path)),
      ...["/", "/wall", "/links"].map((path) => as.viewer.get(path)),
    ]);
    for (const answer of answers) {
      expect(answer.status(), answer.url()).toBe(503);
      expect(answer.headers()["retry-after"]).toBe("10");
    }
    expect((await as.nobody.get("/login")).status()).toBe(200);
    await page.goto(`/s/${token}`);
    await expect(page.getByRole("heading", { name: "One moment" })).toBeVisible();
    // The page loads itself again every ten seconds, which a look at it may take.
    await expect(() => expectFitsEveryScreen(page, "without the database")).toPass();
  });
  await expect(page.getByText("Shared view")).toBeVisible();
  expect((await as.nobody.get(UNKNOWN_LINK)).status()).toBe(404);
  await again.stop();
});
