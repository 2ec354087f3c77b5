import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import Sqlite from "better-sqlite3";
import type { Session } from "@/lib/contract/sessions";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { test } from "../support/app";
import { ADMIN, withSignIn } from "../support/callers";
import { expectFitsEveryScreen } from "./wall-audit";
import { keepScreenOn } from "./wall-page";

const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-wall-"));
test.use({ environment: withSignIn(dataDir) });
test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test.beforeEach(({ context }) => keepScreenOn(context));

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

async function signIn(page: Page, url: string): Promise<void> {
  const { email, password } = ADMIN;
  const answer = await page.request.post("/api/auth/sign-in/email", {
    data: { email, password },
    headers: { Origin: url },
  });
  expect(answer.status()).toBe(200);
}

/** Advances the page's clock by a minute, after which it asks again, and waits until it shows the fleet again. */
async function expectGoesOn(page: Page): Promise<void> {
  await page.clock.runFor(60_000);
  await expect(page.getByRole("heading", { name: "has ended" })).toHaveCount(0);
  await expect(page.getByText("Oldest reading")).toBeVisible();
}

async function expectNothingToType(page: Page): Promise<void> {
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button")).toHaveCount(0);
}

test("a display whose link has ended says so, shows nothing any more, and continues when it opens again", async ({
  page,
  browser,
  app,
}) => {
  await signIn(page, app.url);
  const made = await page.request.post("/api/share-links", {
    headers: { Origin: app.url },
    data: { name: "Hall", kind: "display", scope: {} },
  });
  const { url, id }: CreatedShareLink = await made.json();
  const screen = await (await browser.newContext({ baseURL: app.url })).newPage();
  await screen.clock.install();
  await screen.goto(`${url}?views=fleet&theme=dark`);
  await expect(screen.getByRole("main")).not.toBeEmpty();
  await expect(screen.getByRole("heading", { name: "has ended" })).toHaveCount(0);

  const setExpiry = (at: number) => {
    const database = new Sqlite(join(dataDir, "clusterdeck.sqlite"), { timeout: 60_000 });
    database.prepare("update share_link set expires_at = ? where id = ?").run([at, id]);
    database.close();
  };
  setExpiry(Date.now() - 1);
  await screen.clock.runFor(5_000);
  await expect(heading(screen)).toHaveText("This screen’s link has ended");
  await expect(screen.getByText("/pair here, and enter the code under Share links")).toBeVisible();
  await expectNothingToType(screen);
  await expectFitsEveryScreen(screen, "ended");
  // A screen that is switched on only now has no page to keep, and recovers as well.
  const late = await (await browser.newContext({ baseURL: app.url })).newPage();
  await late.clock.install();
  await late.goto(url);
  await expect(heading(late)).toHaveText("There is nothing here");
  await expectFitsEveryScreen(late, "switched on with an ended link");
  setExpiry(Date.now() + HOUR_MS);
  await expectGoesOn(screen);
  await expectGoesOn(late);

  await page.request.delete(`/api/share-links/${id}`, { headers: { Origin: app.url } });
  await screen.clock.runFor(5_000);
  await expect(heading(screen)).toHaveText("This screen’s link has ended");

  // Without a server nothing new is known: what the link showed stays hidden.
  await app.stop();
  const unanswered = screen.waitForEvent("requestfailed", (request) => request.url().endsWith("/clusters"));
  await screen.clock.runFor(61_000);
  await unanswered;
  await screen.clock.runFor(2_000);
  await expect(heading(screen)).toHaveText("This screen’s link has ended");
  await expect(screen.getByRole("main")).not.toContainText("Oldest reading");
});

test("a screen whose session was ended says so, without a sign-in form, and continues after the next sign-in", async ({
  page,
  app,
}) => {
  await signIn(page, app.url);
  await page.clock.install();
  await page.goto("/wall?scale=2");
  await expect(page.getByRole("main")).not.toBeEmpty();
  const { sessions }: { sessions: Session[] } = await (await page.request.get("/api/sessions")).json();
  for (const { id } of sessions) await page.request.delete(`/api/sessions/${id}`, { headers: { Origin: app.url } });
  await expect(heading(page)).toHaveText("This screen’s sign-in has ended");
  await expectNothingToType(page);
  await expectFitsEveryScreen(page, "signed out", { scale: 2 });
  expect(new URL(page.url()).pathname).toBe("/wall");
  await signIn(page, app.url);
  await expectGoesOn(page);
});
