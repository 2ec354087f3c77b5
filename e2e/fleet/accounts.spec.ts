import { expect, type Page } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import type { Timeline } from "@/lib/contract/timeline";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { providers } from "@/lib/server/providers/registry";
import type { ProviderFake } from "@/lib/server/providers/spec";
import { sharedTest, test } from "../support/app";
import type { Fakes } from "../support/served-fleet";
import { clusterPath, tileOf } from "../support/tile";

/** What providers say about an account itself is read rarely, so a test must set up its fakes before the app starts. */
function prepared(prepare: (fakes: Fakes) => void) {
  return test.extend({
    fleet: async ({ fleet }, use) => {
      prepare(fleet.fakes);
      await use(fleet);
    },
  });
}

const suspended = prepared(({ fireworks }) => {
  fireworks.suspendState = () => "CREDIT_DEPLETED";
});
const nearlyEmpty = prepared(({ "prime-intellect": primeIntellect }) => {
  primeIntellect.balanceUsd = () => 10_000;
});
const barelyAllowed = prepared(({ fireworks, "prime-intellect": primeIntellect }) => {
  fireworks.refused.add("account").add("quotas");
  primeIntellect.refused.add("wallet").add("node-logs");
});

const headline = (page: Page) => page.getByRole("heading", { level: 1 });
const chip = (page: Page, label: string) =>
  page.getByRole("region", { name: "Accounts" }).getByRole("button", { name: new RegExp(`^${label}`) });

/** Counts how often a fake is asked for paths with this ending. */
function countCalls(fake: ProviderFake, ending: string): () => number {
  const { handle } = fake;
  let calls = 0;
  fake.handle = (request) => {
    if (new URL(request.url).pathname.endsWith(ending)) calls += 1;
    return handle(request);
  };
  return () => calls;
}

suspended(
  "a suspended account is said on the fleet, on its clusters and in the settings, with what to do",
  async ({ page }) => {
    const advice = "because its credit is used up. Add credit at Fireworks.";
    await page.goto("/");
    await expect(headline(page)).toContainText("1 account suspended");
    await expect(headline(page)).not.toContainText("Nothing needs attention");
    await expect(page.getByText("Fireworks is suspended")).toBeVisible();
    await expect(page.getByText(advice)).toBeVisible();
    await expect(chip(page, "Fireworks")).toContainText("suspended");
    await expect(chip(page, "Shadeform")).not.toContainText("suspended");

    await page.goto(clusterPath("fireworks~prod-us-east"));
    await expect(page.getByText(advice)).toBeVisible();
    await page.goto(clusterPath("prime-intellect~cl_000001"));
    await expect(headline(page)).toHaveText("llama-pretrain-a");
    await expect(page.getByText(advice)).toHaveCount(0);

    await page.goto("/settings/accounts");
    await expect(page.getByRole("listitem").filter({ hasText: "Fireworks" }).first()).toContainText(advice);
  },
);

nearlyEmpty("a wallet that ends within a day is part of the headline, and says when it is empty", async ({ page }) => {
  await page.goto("/");
  await expect(headline(page)).toContainText("1 account out of money within a day");
  await expect(page.getByText(/^The balance of Prime Intellect is empty in [78] h/)).toBeVisible();
  await expect(
    page.getByText(/\$10,000\.00 left, empty [A-Z][a-z]+day \d\d:\d\d at the current burn rate\. Top it up/),
  ).toBeVisible();
  await expect(chip(page, "Prime Intellect").locator("span[data-mark=down]")).toContainText(/^empty in [78] h/);
});

sharedTest("an account's wallet and quotas are in its details, and ask for no attention", async ({ page }) => {
  await page.goto("/");
  await chip(page, "Prime Intellect").click();
  const wallet = page.getByRole("group", { name: "Account Prime Intellect" });
  await expect(wallet).toContainText(/\$(80,000\.00|79,9\d\d\.\d\d) left/);
  await expect(wallet).toContainText(/empty [A-Z][a-z]+day \d\d:\d\d at the current burn rate/);
  await page.keyboard.press("Escape");

  await chip(page, "Fireworks").click();
  const quotas = page.getByRole("group", { name: "Account Fireworks" }).getByRole("listitem");
  await expect(quotas).toHaveText([
    /^monthly-spend-usd31,480 of 50,000$/,
    /^H200 in us-virginia-18 of 16$/,
    /^B200 in us-ohio-18 of 16$/,
    /^H100 in us-virginia-1(16|32) of 40$/,
    /^H100 in eu-frankfurt-10 of 16$/,
  ]);
  await expect(headline(page)).not.toContainText("account");
});

test("what happened to a cluster's nodes is in its timeline", async ({ page, request, fleet }) => {
  const asked = countCalls(fleet.fakes["prime-intellect"], "/node-logs");
  await page.goto(`${clusterPath("prime-intellect~cl_000002")}?history=30d`);
  const changes = page.getByRole("region", { name: "Changes" });
  await expect(changes).toContainText("node rl-rollouts-23 attached");
  await expect(changes).toContainText("certificate valid for 2h signed for [e-mail] from [address] with [token]");
  for (let again = 0; again < 3; again += 1) await request.get("/api/clusters/prime-intellect~cl_000002/timeline");
  expect(asked()).toBe(1);

  const facts = page.getByRole("complementary");
  await expect(facts).toContainText("SHA256:0JCwsz6ZgnYAFOq8fM5uuuUa+tYS8PPoJ/uj9wrE2hE (ssh-ed25519)");
});

barelyAllowed(
  "a key that may read clusters only gets one sentence for each thing it may not, and loses nothing else",
  async ({ page, request, fleet }) => {
    const wallets = countCalls(fleet.fakes["prime-intellect"], "/wallet");
    const logs = countCalls(fleet.fakes["prime-intellect"], "/node-logs");
    const quotas = countCalls(fleet.fakes.fireworks, "/quotas");
    const polls = countCalls(fleet.fakes["prime-intellect"], "/admin/clusters");
    const accounts = async () => ((await (await request.get("/api/clusters")).json()) as Fleet).accounts;
    const warningsOf = async (id: string) => (await accounts()).find((one) => one.id === id)?.warnings;

    await expect
      .poll(() => warningsOf("prime-intellect"))
      .toEqual(["This key may not read the wallet, so the balance and how long it lasts are not known"]);
    await expect
      .poll(() => warningsOf("fireworks"))
      .toEqual([
        "This key may not read the account, so whether it is suspended is unknown",
        "This key may not list quotas, so what is left of them is unknown",
      ]);
    const timeline = async () =>
      (await (await request.get("/api/clusters/prime-intellect~cl_000002/timeline")).json()) as Timeline;
    await expect.poll(async () => (await timeline()).eventsProblem).toContain("does not allow this key");
    await expect.poll(polls).toBeGreaterThan(4);
    await timeline();
    expect([wallets(), logs(), quotas()].map((calls) => calls <= 1)).toEqual([true, true, true]);
    expect((await accounts()).map(({ state }) => state)).toEqual(providers.map(() => "ok"));

    await page.goto(clusterPath("prime-intellect~cl_000002"));
    await expect(page.getByText(/^The provider’s own events are missing\. .* does not allow this key/)).toBeVisible();
    await expect(page.getByRole("region", { name: "Changes" })).toContainText("First seen: running");
    await page.goto("/");
    await expect(tileOf(page, "rl-rollouts")).toContainText("24 of 24 nodes ok");
  },
);

test("a provider that never answers with its events does not keep the timeline waiting", async ({ page, fleet }) => {
  const fake = fleet.fakes["prime-intellect"];
  const { handle } = fake;
  fake.handle = (request) => (request.url.includes("/node-logs") ? new Promise(() => {}) : handle(request));
  await page.goto(clusterPath("prime-intellect~cl_000002"));
  await expect(page.getByRole("region", { name: "Changes" })).toContainText("First seen: running");
  await expect(
    page.getByText(/^The provider’s own events are missing\. Prime Intellect has not answered yet/),
  ).toBeVisible();
});

test.describe("with a wrong account id", () => {
  test.use({ environment: { FIREWORKS_ACCOUNT_ID: "somebody-else" } });

  test("an account test names those that the key can see, and nobody else learns them", async ({ page, request }) => {
    await page.goto("/settings/accounts");
    const row = page.getByRole("listitem").filter({ hasText: "Fireworks" }).first();
    await row.getByRole("button", { name: "Test" }).click();
    await expect(row.getByRole("status")).toContainText(
      "This key can see the accounts clusterdeck-demo, clusterdeck-lab.",
    );
    expect(await (await request.get("/api/clusters")).text()).not.toContain("clusterdeck-lab");
  });
});

test("deployments are a table, and cards on a phone, each with what it waits for", async ({ page, fleet }) => {
  fleet.advance(4 * MINUTE_MS);
  await page.goto(clusterPath("fireworks~prod-us-east"));
  const row = page.getByRole("table", { name: "Deployments" }).getByRole("row").nth(1);
  await expect(row).toContainText("llama-70bllama-v3p3-70b-instruct");
  await expect(row).toContainText("Degraded UPDATING2 waiting for machines");
  await expect(row).toContainText("2 of 4 ready");
  await expect(row).toContainText("8 × H100 80GB each");
  await expect(row).toContainText("us-virginia-1");
  await expect(row.locator("svg[data-mark=degraded]")).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  const card = page.getByRole("region", { name: "Deployments" }).getByRole("listitem").first();
  await expect(card).toContainText("2 waiting for machines");
  await expect(card).toContainText("8 × H100 80GB each · us-virginia-1");
});
