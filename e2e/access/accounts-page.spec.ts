import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "../support/app";
import { ADMIN, withSignIn } from "../support/callers";

const folder = mkdtempSync(join(tmpdir(), "clusterdeck-accounts-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.use({
  // The fakes are on this machine, and what is entered in a browser may not be unless the server's owner says so.
  environment: { ...withSignIn(join(folder, "data")), CLUSTERDECK_PROVIDER_RANGES: "127.0.0.0/8" },
});

function rowOf(page: Page, label: string): Locator {
  return page
    .getByRole("list", { name: "Accounts" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: label }) });
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/settings/accounts");
  await page.getByLabel("E-mail").fill(ADMIN.email);
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accounts");
}

test("an admin adds, tests, changes, pauses, retires and takes back an account in the browser, and no answer holds its key", async ({
  page,
  fleet,
}) => {
  const key = fleet.environment.SHADEFORM_API_KEY ?? "";
  const address = fleet.environment.SHADEFORM_BASE_URL ?? "";
  const bodies: string[] = [];
  page.on("response", async (response) => bodies.push(await response.text().catch(() => "")));
  /** Presses the button until the provider has answered: the server waits some seconds for it, which a busy machine may take. */
  const expectTested = (form: Page | Locator, result: string | RegExp) =>
    expect(async () => {
      await form.getByRole("button", { name: "Test", exact: true }).click();
      const status = form.getByRole("status").filter({ hasText: /It sees|Shadeform/ });
      await expect(status).toContainText(result, { timeout: 15_000 });
    }).toPass();

  await signIn(page);
  await expect(rowOf(page, "Shadeform")).toContainText("Set by SHADEFORM_API_KEY in the environment");
  await expect(rowOf(page, "Shadeform").getByRole("button")).toHaveText([/^Test/]);

  await test.step("add: what is wrong is said at its field, and nothing that was entered is lost", async () => {
    await page.getByRole("link", { name: "Add an account" }).click();
    await page.getByRole("button", { name: /^Shadeform/ }).click();
    await expect(page.getByRole("link", { name: "platform.shadeform.ai" })).toHaveAttribute("target", "_blank");
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await expect(page.getByLabel("API key", { exact: true })).toBeFocused();
    await page.getByLabel("Label").fill("Research");
    await page.getByLabel("API key", { exact: true }).fill("wrong-key-of-nobody");
    await page.getByText("More settings").click();
    await page.getByLabel("Base URL").fill("http://169.254.169.254/latest");
    await page.getByRole("button", { name: "Save and read it" }).click();
    await expect(page.getByLabel("Base URL")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("API key", { exact: true })).toHaveValue("wrong-key-of-nobody");

    await page.getByLabel("Base URL").fill(address);
    await expectTested(page, "Shadeform refused");
    await page.getByRole("button", { name: "Choose another provider" }).click();
    await page.getByRole("button", { name: /^Shadeform/ }).click();
    await expect(page.getByLabel("API key", { exact: true })).toHaveValue("wrong-key-of-nobody");
    await page.getByLabel("API key", { exact: true }).fill(key);
    await expectTested(page, /It sees \d+ clusters, \$[\d,.]+\/h\./);

    await page.getByText("More settings").click();
    await page.getByLabel("Id").fill("shadeform");
    await page.getByRole("button", { name: "Save and read it" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "the id shadeform already" })).toBeVisible();
    await page.getByLabel("Id").fill("");
    await page.getByRole("button", { name: "Save and read it" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await expect(page.getByRole("button", { name: /^Research / })).toBeVisible();
  });

  await test.step("change: another address asks for the key again", async () => {
    await page.goto("/settings/accounts");
    await expect(rowOf(page, "Research")).toContainText("Reading");
    await expect(rowOf(page, "Research")).toContainText(`Key ends in ${key.slice(-4)}`);
    await rowOf(page, "Research").getByRole("button", { name: "Edit" }).click();
    const sheet = page.getByRole("dialog", { name: "Edit Research" });
    await sheet.getByLabel("Label").fill("Lab");
    await sheet.getByText("More settings").click();
    await expect(sheet.getByLabel("API key", { exact: true })).not.toHaveAttribute("required");
    await sheet.getByLabel("Base URL").fill("https://elsewhere.example");
    await expect(sheet.getByText("Enter the key again")).toBeVisible();
    await expect(sheet.getByLabel("API key", { exact: true })).toHaveAttribute("required");
    await sheet.getByLabel("Base URL").fill(address);
    await sheet.getByLabel("Read every … seconds").fill("2");
    await expectTested(sheet, "It sees");
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet).toBeHidden();
    await expect(rowOf(page, "Lab")).toContainText("read every 2 s");
  });

  await test.step("pause: said with who and since when, in the settings, on the fleet and on its clusters", async () => {
    await rowOf(page, "Lab").getByRole("button", { name: "Pause" }).click();
    await expect(rowOf(page, "Lab")).toContainText(`Paused by ${ADMIN.email} since`);
    await page.goto("/?account=research");
    await expect(page.getByRole("region", { name: "Accounts" })).toContainText("Lab is paused since");
    await expect(page.getByRole("article").first()).toContainText(`Paused by ${ADMIN.email} since`);
    await page.getByRole("article").first().getByRole("link").click();
    await expect(page.getByText(`Paused by ${ADMIN.email}.`)).toBeVisible();
    await page.goto("/settings/accounts");
    await rowOf(page, "Lab").getByRole("button", { name: "Resume" }).click();
    await expect(rowOf(page, "Lab")).toContainText("Reading");
  });

  await test.step("retire: says what happens, erases the key, and is taken back with one", async () => {
    await rowOf(page, "Lab").getByRole("button", { name: "Retire" }).click();
    const dialog = page.getByRole("dialog", { name: "Retire “Lab”?" });
    await expect(dialog).toContainText("Its history and costs stay");
    await dialog.getByRole("button", { name: "Retire" }).click();
    await expect(rowOf(page, "Lab")).toContainText(`Retired by ${ADMIN.email} since`);
    await expect(rowOf(page, "Lab")).toContainText("Key erased");
    await page.goto("/");
    await expect(page.getByRole("button", { name: /^Shadeform / })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Lab / })).toHaveCount(0);
    await page.goto("/settings/accounts");
    await rowOf(page, "Lab").getByRole("button", { name: "Take back" }).click();
    const sheet = page.getByRole("dialog", { name: "Take Lab back" });
    await sheet.getByLabel("API key", { exact: true }).fill(key);
    await sheet.getByRole("button", { name: "Take it back" }).click();
    await expect(rowOf(page, "Lab")).toContainText("Reading");
  });
  expect(bodies.some((body) => body.includes(key))).toBe(false);
});
