import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, type Response } from "@playwright/test";
import { startIdentityProvider } from "@/lib/testing/oidc-provider";
import { test } from "../support/app";
import { ADMIN, withSignIn } from "../support/callers";

const folder = mkdtempSync(join(tmpdir(), "clusterdeck-sign-in-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
let apps = 0;
const newDataDir = () => join(folder, String(apps++));

async function enter(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function openMenu(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: /^Your profile/ }).click();
  await page.getByRole("button", { name: item }).click();
}

test.describe("without an admin", () => {
  test.use({ environment: { CLUSTERDECK_AUTH: "on", CLUSTERDECK_DATA_DIR: newDataDir() } });

  test("only a person who reads the server's output can claim it, once", async ({ page, app, request }) => {
    await page.goto("/");
    expect(new URL(page.url()).pathname).toBe("/setup");
    const code = /enter this code: (\S+)/.exec(app.output())?.[1] ?? "";
    await page.getByLabel("Code").fill("AAAA-AAAA-AAAA-AAAA-AAAA");
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("E-mail").fill(ADMIN.email);
    await page.getByLabel("Password").fill(ADMIN.password);
    await page.getByRole("button", { name: "Become admin" }).click();
    await expect(page.getByText("This is not the setup code")).toBeVisible();
    await page.getByLabel("Code").fill(` ${code.toLowerCase().replaceAll("-", " ")}`);
    await page.getByRole("button", { name: "Become admin" }).click();
    await expect(page.getByRole("link", { name: "Settings" })).toBeVisible();

    const again = await request.post("/api/setup", {
      headers: { Origin: app.url },
      data: { code, name: "Eve", email: "eve@example.org", password: ADMIN.password },
    });
    expect(again.status()).toBe(409);
  });
});

test.describe("with an admin", () => {
  test.use({ environment: withSignIn(newDataDir()) });

  test("a person signs in, is back where they were, and signs out", async ({ page }) => {
    await page.goto("/?view=table");
    expect(new URL(page.url()).pathname).toBe("/login");
    await enter(page, ADMIN.email, "wrong");
    await expect(page.getByText("This e-mail address and password do not match.")).toBeVisible();
    await enter(page, ADMIN.email, ADMIN.password);
    await page.waitForURL(/\/\?view=table$/);
    await openMenu(page, "Sign out");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await page.goto("/settings");
    expect(new URL(page.url()).pathname).toBe("/login");
  });

  test("a session that is revoked elsewhere ends at once, and an open page leads to the sign-in", async ({
    browser,
    app,
  }) => {
    const [here, there] = await Promise.all([newPage(), newPage()]);
    for (const page of [here, there]) {
      await page.goto("/?view=table");
      await enter(page, ADMIN.email, ADMIN.password);
      await page.waitForURL(/\/\?view=table$/);
    }
    await openMenu(here, "Where you are signed in");
    const other = here.getByRole("dialog").getByRole("button", { name: /^Sign out/ });
    await other.click();
    await expect(other).toHaveCount(0);
    expect((await there.request.get("/api/clusters")).status()).toBe(401);
    await there.waitForURL(/\/login\?next=%2F%3Fview%3Dtable$/);

    async function newPage(): Promise<Page> {
      return (await browser.newContext({ baseURL: app.url })).newPage();
    }
  });

  test("an admin adds a viewer, who sets a password, signs in and sees no settings", async ({ page, browser, app }) => {
    await page.goto("/settings");
    await enter(page, ADMIN.email, ADMIN.password);
    const dialog = page.getByRole("dialog");
    // A server-rendered button does nothing until the page's code has loaded.
    await expect(async () => {
      // Once it is open, nothing behind it can be clicked.
      if (await dialog.isHidden()) await page.getByRole("button", { name: "Add a person" }).click({ timeout: 5_000 });
      await expect(dialog).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await dialog.getByLabel("Name").fill("Vera");
    await dialog.getByLabel("E-mail").fill("vera@example.org");
    await dialog.getByRole("button", { name: "Add and create a link" }).click();
    const link = await dialog.locator("code").innerText();
    expect(new URL(link).search).toBe("");

    const vera = await (await browser.newContext({ baseURL: app.url })).newPage();
    await vera.goto(link);
    await vera.getByLabel("New password").fill("a long password of hers");
    await vera.getByRole("button", { name: "Set password" }).click();
    await vera.getByRole("link", { name: "Sign in" }).click();
    await enter(vera, "vera@example.org", "a long password of hers");
    await expect(vera.getByRole("link", { name: "Fleet" })).toBeVisible();
    await expect(vera.getByRole("link", { name: "Settings" })).toHaveCount(0);
    expect((await vera.goto("/settings"))?.status()).toBe(404);
  });

  test("a password is changed, and no other works afterwards", async ({ page }) => {
    await page.goto("/");
    await enter(page, ADMIN.email, ADMIN.password);
    await openMenu(page, "Change password");
    await page.getByLabel("Current password").fill("wrong");
    await page.getByLabel("New password").fill("another horse battery");
    const submit = page.getByRole("dialog").getByRole("button", { name: "Change password" });
    await submit.click();
    await expect(page.getByText("That is not your current password.")).toBeVisible();
    await page.getByLabel("Current password").fill(ADMIN.password);
    // The answer to a poll that was sent with the cookie that is now being replaced: it must not lead to the sign-in.
    const refusal = { status: 401, json: { code: "unauthenticated", detail: "Sign in first." } };
    await page.route("**/api/clusters*", (route) => route.fulfill(refusal), { times: 1 });
    const isFleetAnswer = (answer: Response) => new URL(answer.url()).pathname === "/api/clusters";
    const refused = page.waitForResponse((answer) => isFleetAnswer(answer) && answer.status() === 401);
    await page.evaluate(() => document.body.setAttribute("data-same-document", ""));
    await submit.click();
    await expect(page.getByText("Your password was changed.")).toBeVisible();
    await refused;
    await page.waitForResponse(isFleetAnswer);
    await expect(page.locator("body[data-same-document]")).toHaveCount(1);
    await openMenu(page, "Sign out");
    await enter(page, ADMIN.email, "another horse battery");
    await expect(page.getByRole("link", { name: "Fleet" })).toBeVisible();
  });
});

test.describe("with single sign-on", () => {
  const provider = startIdentityProvider();
  test.afterAll(async () => (await provider).close());
  test.use({
    environment: { CLUSTERDECK_AUTH: "on", CLUSTERDECK_DATA_DIR: newDataDir() },
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from its first parameter's pattern.
    configurationFile: async ({}, use) => {
      const { issuer, clientId, clientSecret } = await provider;
      const oidc = {
        label: "Example",
        issuer,
        clientId,
        clientSecret,
        roleClaim: "groups",
        roles: { viewer: ["gpu"] },
      };
      await use(JSON.stringify({ signIn: { oidc } }));
    },
  });

  test("a person in the right group can sign in through the provider, and nobody else", async ({ page, app }) => {
    const { register, become } = await provider;
    register(`${app.url}/api/auth/callback/oidc`);
    become({ sub: "mallory", email: "mallory@example.org", name: "Mallory", groups: ["sales"] });
    await page.goto("/?view=table");
    await page.getByRole("button", { name: "Continue with Example" }).click();
    await expect(page.getByText("none of your groups has access here")).toBeVisible();

    become({ sub: "dana", email: "dana@example.org", name: "Dana", groups: ["gpu"] });
    await page.context().clearCookies();
    await page.goto("/?view=table");
    await page.getByRole("button", { name: "Continue with Example" }).click();
    await page.waitForURL(/\/\?view=table$/);
    await page.getByRole("button", { name: "Your profile: Dana" }).click();
    await expect(page.getByText("dana@example.org · viewer")).toBeVisible();
    await expect(page.getByRole("button", { name: "Change password" })).toHaveCount(0);
  });
});
