import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import type { GuestFleet } from "@/lib/contract/guest";
import type { CreatedShareLink, NewShareLink } from "@/lib/contract/share-link";
import { test } from "../support/app";
import { ADMIN, withSignIn } from "../support/callers";
import { ROUTES } from "../support/route-table";
import { watchQuiet } from "../support/watch-quiet";

/** Opens pages, and collects everything that their own policy blocks and every error in their consoles. */
async function watchedVisits(page: Page) {
  const complaints: string[] = [];
  const nonces: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || /Content.Security.Policy|Permissions-Policy/i.test(message.text()))
      complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      // biome-ignore lint/suspicious/noConsole: how the test learns of it.
      console.error(`Content-Security-Policy: ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  const untilQuiet = watchQuiet(page);
  const visit = async (path: string) => {
    const answer = await page.goto(path);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy, path).toMatch(/script-src 'nonce-[\w+/=]{20,}' 'strict-dynamic';/);
    expect(policy, path).not.toContain("unsafe");
    nonces.push(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
    await untilQuiet();
  };
  const expectNone = () => {
    // Missing pages are answered with a 404, which the console reports as well.
    const notFound = /the server responded with a status of 404/;
    expect(complaints.filter((complaint) => !notFound.test(complaint))).toEqual([]);
    expect(new Set(nonces).size).toBe(nonces.length);
  };
  return { visit, untilQuiet, expectNone };
}

test.describe("where people sign in", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-policy-"));
  test.use({ environment: withSignIn(dataDir) });
  test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test("no page is blocked by its own policy, and each answer has its own nonce", async ({ page, app }) => {
    const { visit, untilQuiet, expectNone } = await watchedVisits(page);
    for (const path of ["/login", "/login?error=no_role", "/set-password#token", "/s/none"]) {
      await visit(path);
    }
    await visit("/login");
    await page.getByLabel("E-mail").fill(ADMIN.email);
    await page.getByLabel("Password").fill(ADMIN.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();

    await expect.poll(async () => (await fleetOf(page.request)).clusters.length).toBeGreaterThan(10);
    const { clusters } = await fleetOf(page.request);
    const show = { costs: true, names: true };
    const link = await makeLink(page.request, app.url, { name: "All", kind: "link", scope: {}, show });
    const locked = await makeLink(page.request, app.url, {
      ...{ name: "Locked", kind: "link", scope: {}, show },
      password: "correct horse",
    });
    const token = tokenOf(link);
    const pages = ROUTES.filter(({ file }) => !file.startsWith("api/"));
    for (const { path } of pages) await visit(path.replace("{token}", token).replace("{linkId}", link.id));
    for (const path of [
      "/?view=table",
      "/costs?groupBy=cluster&range=7d",
      `/s/${tokenOf(locked)}`,
      "/nothing-is-here",
    ]) {
      await visit(path);
    }
    const connectable = clusters.filter(({ name }) => name === "llama-pretrain-a");
    for (const { id } of [...clusters.slice(0, 2), ...connectable]) await visit(`/clusters/${encodeURIComponent(id)}`);
    await page
      .getByRole("button", { name: /connect/i })
      .first()
      .click();
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("link", { name: "Clusterdeck" }).click();
    await untilQuiet();
    const shared: GuestFleet = await (await page.request.get(`/api/shared/${token}/clusters`)).json();
    for (const { id } of shared.clusters.slice(0, 2)) {
      await visit(`/s/${token}/clusters/${encodeURIComponent(id)}`);
      await visit(`/links/${link.id}/preview/clusters/${encodeURIComponent(id)}`);
    }
    expectNone();
  });
});

test.describe("before there is an admin", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-policy-"));
  test.use({ environment: { CLUSTERDECK_AUTH: "on", CLUSTERDECK_DATA_DIR: dataDir } });
  test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test("the page for the first admin is not blocked either", async ({ page }) => {
    const { visit, expectNone } = await watchedVisits(page);
    await visit("/setup");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/setup");
    expectNone();
  });
});

async function fleetOf(request: APIRequestContext): Promise<Fleet> {
  return await (await request.get("/api/clusters")).json();
}

async function makeLink(request: APIRequestContext, url: string, link: NewShareLink): Promise<CreatedShareLink> {
  const made = await request.post("/api/share-links", { headers: { Origin: url }, data: link });
  expect(made.status()).toBe(201);
  return await made.json();
}

function tokenOf({ url }: CreatedShareLink): string {
  return new URL(url).pathname.split("/").at(-1) ?? "";
}
