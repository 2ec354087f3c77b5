import { expect, type Page } from "@playwright/test";
import { alertsSchema } from "@/lib/contract/alerts/alerts";
import { fleetSchema } from "@/lib/contract/fleet";
import { startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { sharedTest, test } from "../support/app";

// Accounts are read each second here, which a busy machine may truly not get round to: an alert of its own.
test.use({ configurationFile: "accounts: []\nalerts:\n  rules:\n    readings-stale: { enabled: false }\n" });

/** The alert that Shadeform's account raises while it fails. */
function firingCard(page: Page) {
  const title = page.getByRole("heading", { name: /^critical: Shadeform does not answer/ });
  return page.getByRole("region", { name: "Firing now" }).getByRole("listitem").filter({ has: title });
}

test("a failing account is one alert on every page, with what it holds back, until it is silenced or over", async ({
  app,
  page,
  fleet,
  request,
}) => {
  const ofClusters = async () => {
    const { alerts } = alertsSchema.parse(await (await request.get("/api/alerts")).json());
    return alerts.filter(({ subject }) => subject.kind === "cluster" && subject.accountId === "shadeform").length;
  };
  await expect.poll(ofClusters).toBeGreaterThan(0);
  await page.goto("/alerts");
  await expect(page.getByText("Nobody is told of alerts")).toBeVisible();
  await expect(page.getByRole("link", { name: "Add a channel" })).toHaveAttribute("href", "/settings/channels");
  await expect(page.getByText("Nothing has fired and ended yet.")).toBeVisible();

  fleet.setFault("shadeform", "500");
  const card = firingCard(page);
  await expect(card).toBeVisible();
  await expect(card.getByText(/^Holds back the alerts of \d+ clusters? /)).toBeVisible();
  const bell = page.getByRole("button", { name: /firing, the worst critical$/ });
  await expect(bell).toBeVisible();
  await bell.click();
  await expect(page.getByRole("group", { name: "Alerts" }).getByText(/Shadeform does not answer/)).toBeVisible();
  await page.keyboard.press("Escape");

  await card.getByRole("button", { name: /^Silence/ }).click();
  await page.getByRole("button", { name: "8 hours" }).click();
  await page.getByLabel("Why").fill("We know");
  await page.getByRole("dialog").getByRole("button", { name: "Silence", exact: true }).click();
  await expect(card.getByText("silenced")).toBeVisible();
  await expect(card.getByRole("button", { name: /^Silence/ })).toHaveCount(0);
  const silence = page.getByRole("listitem").filter({ hasText: "We know" });
  await expect(silence).toContainText("All alerts of “Account failing”, account shadeform");
  await expect(bell).toHaveCount(0);
  await silence.getByRole("button", { name: /^End now/ }).click();
  await expect(page.getByText("Nothing is silenced.")).toBeVisible();
  await expect(card.getByRole("button", { name: /^Silence/ })).toBeVisible();

  fleet.setFault("shadeform", "ok");
  // After some failures, it would be read again only a minute later, unless that minute is just over.
  const refresh = () => request.post("/api/accounts/shadeform/refresh", { headers: { Origin: app.url } });
  const isRead = async () => {
    const { accounts } = fleetSchema.parse(await (await request.get("/api/clusters")).json());
    return accounts.find(({ id }) => id === "shadeform")?.state === "ok";
  };
  await expect.poll(async () => (await refresh()).ok() || isRead()).toBe(true);
  await expect(card).toHaveCount(0);
  await page.goto("/alerts?q=Shadeform");
  await expect(page.getByRole("heading", { name: /^critical: Shadeform/ })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search past alerts" }).fill("no such alert");
  await expect(page.getByText("No alert matches this search.")).toBeVisible();
  await expect(page).toHaveURL(/q=no\+such\+alert/);
});

test("a guest neither sees alerts nor asks for them", async ({ page, app, fleet, browser, request }) => {
  fleet.setFault("shadeform", "401");
  const firing = async () => (await (await request.get("/api/alerts/firing")).json()).alerts.length;
  await expect.poll(firing).toBeGreaterThan(0);
  const terms = { name: "Guests", kind: "link", scope: {}, show: { costs: true, names: true } };
  const { url } = await (await request.post("/api/share-links", { data: terms, headers: { Origin: app.url } })).json();
  const guest = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  guest.on("request", (one) => asked.push(new URL(one.url()).pathname));
  const told: string[] = [];
  guest.on("response", (answer) => told.push(...Object.keys(answer.headers())));
  await guest.goto(url);
  await expect(guest.getByRole("article").first()).toBeVisible();
  await guest.waitForResponse((answer) => answer.url().includes("/clusters"));
  await expect(guest.getByText(/alert/i)).toHaveCount(0);
  expect(asked.filter((path) => path.includes("alert"))).toEqual([]);
  expect(told).not.toContain("x-alerts");
  await page.goto("/");
  await expect(page.getByRole("button", { name: /firing, the worst/ })).toBeVisible();
});

test.describe("with a receiver of our own", () => {
  test.use({
    environment: { CLUSTERDECK_WEBHOOK_RANGES: "127.0.0.0/8" },
    configurationFile: "accounts: []\nalerts: { groupWaitMs: 0 }\n",
  });

  test("a channel is added, tested, changed, and tells what its receiver answered, without showing its secrets", async ({
    page,
  }) => {
    let status = 200;
    const bodies: string[] = [];
    await using receiver = await startLoopbackServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on("end", () => {
        bodies.push(body);
        response.writeHead(status).end();
      });
    });
    const url = `${receiver.origin}/hooks/secret-path-x9k2`;

    await page.goto("/settings/channels");
    await page.getByRole("button", { name: "Add a channel" }).click();
    await page.getByRole("button", { name: /^Webhook/ }).click();
    await page.getByLabel("Name").fill("Ops hook");
    await page.getByRole("textbox", { name: "URL" }).fill("ftp://nowhere");
    await page.getByRole("button", { name: "Add the channel" }).click();
    await expect(page.getByRole("textbox", { name: "URL" })).toHaveAttribute("aria-invalid", "true");
    await page.getByRole("textbox", { name: "URL" }).fill(url);
    await page.getByLabel("Tell it of").selectOption("Everything");
    await page.getByRole("button", { name: "Add the channel" }).click();

    const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /^Ops hook/ }) });
    await expect(row).toContainText("…x9k2");
    await row.getByRole("button", { name: /^Send a test/ }).click();
    await expect(row.getByRole("status")).not.toBeEmpty();
    expect(bodies.some((body) => JSON.parse(body).type === "test")).toBe(true);

    status = 404;
    await row.getByRole("button", { name: /^Send a test/ }).click();
    await expect(row.getByRole("status")).toContainText("404");

    await row.getByRole("button", { name: /^Edit/ }).click();
    await page.getByLabel("Name").fill("Night hook");
    await page.getByRole("checkbox", { name: "what they cost" }).uncheck();
    await page.getByRole("button", { name: "Save" }).click();
    const changed = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /^Night hook/ }) });
    await expect(changed).toContainText("Everything, without costs");
    await expect(changed).toContainText("…x9k2");
    expect(await page.content()).not.toContain("secret-path");

    await changed.getByRole("button", { name: /^Disable/ }).click();
    await expect(changed).toContainText("Disabled");
    await changed.getByRole("button", { name: /^Enable/ }).click();
    await expect(changed.getByRole("button", { name: /^Disable/ })).toBeVisible();
    await changed.getByRole("button", { name: /^Remove/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText("No channels yet")).toBeVisible();
  });

  test("a message that its receiver refused for good is sent again from the alert", async ({
    page,
    app,
    fleet,
    request,
  }) => {
    let status = 400;
    const ids: string[] = [];
    await using receiver = await startLoopbackServer((asked, response) => {
      ids.push(String(asked.headers["webhook-id"]));
      response.writeHead(status).end();
    });
    const channel = { id: "ops", type: "webhook", url: `${receiver.origin}/hook`, minSeverity: "critical" };
    expect((await request.post("/api/channels", { data: channel, headers: { Origin: app.url } })).status()).toBe(201);
    fleet.setFault("shadeform", "401");
    await page.goto("/alerts");
    const card = firingCard(page);
    const failed = card.getByText("1 of 1 message failed");
    await expect(failed).toBeVisible();
    await failed.click();
    await expect(card).toContainText("400");
    status = 200;
    await card.getByRole("button", { name: "Send again" }).click();
    await expect(card.getByText("1 message sent")).toBeVisible();
    expect(new Set(ids).size).toBe(1);
  });
});

test.describe("with a rule in clusterdeck.yaml", () => {
  test.use({ configurationFile: "accounts: []\nalerts:\n  rules:\n    idle: { enabled: false }\n" });

  test("a rule is set, tried on the past and taken back, and one of the file is only shown", async ({ page }) => {
    await page.goto("/settings/rules");
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^Cluster degraded/ }) });
    await page.getByRole("button", { name: "Last 7 days of Cluster degraded" }).click();
    await expect(page.getByRole("status").filter({ hasText: /^It would have/ })).toBeVisible();
    await row.getByRole("spinbutton", { name: "For, Cluster degraded", exact: true }).fill("7");
    await expect(page.getByText("By the stored settings: save first to see what yours do.")).toBeVisible();
    await row.getByRole("button", { name: "Save Cluster degraded" }).click();
    await expect(row).toContainText("changed");
    await page.reload();
    await expect(row.getByRole("spinbutton", { name: "For, Cluster degraded", exact: true })).toHaveValue("7");
    await row.getByRole("button", { name: "Default of Cluster degraded" }).click();
    await expect(row.getByRole("spinbutton", { name: "For, Cluster degraded", exact: true })).toHaveValue("5");

    const idle = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^Idle/ }) });
    await expect(idle).toContainText("clusterdeck.yaml");
    await expect(idle.getByRole("checkbox")).toBeDisabled();
    await expect(idle.getByRole("button", { name: /^(?:Save|Default)/ })).toHaveCount(0);
  });
});

sharedTest("tiles, a cluster's page and the wall say what fires, in text", async ({ page }) => {
  await page.goto("/");
  const tile = page.getByRole("article").filter({ hasText: "Alert: Ends soon" }).first();
  await expect(tile).toBeVisible();
  await tile.getByRole("link").click();
  await expect(page.getByRole("region", { name: "Alerts" })).toContainText("Alert: Ends soon");
  await page.goto("/wall");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/alerts firing|Alert: /);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

sharedTest(
  "the history shows what is new above the pages that were read, and asks for none of these again",
  async ({ page }) => {
    await page.clock.install();
    const asked: string[] = [];
    let newest = 250;
    await page.route("**/api/alerts?state=resolved*", async (route) => {
      const before = new URL(route.request().url()).searchParams.get("before");
      asked.push(before ?? "first");
      const from = before === null ? newest : Number(before) - 1;
      await route.fulfill({
        json: { alerts: Array.from({ length: 100 }, (_, index) => ended(from - index)), before: `${from - 99}` },
      });
    });
    await page.goto("/alerts");
    const titles = page.getByRole("region", { name: "History" }).getByRole("heading", { level: 3 });
    await expect(titles).toHaveCount(100);
    await page.getByRole("button", { name: "Show older" }).click();
    await expect(titles).toHaveCount(200);
    expect(asked).toEqual(["first", "151"]);
    newest = 253;
    await page.clock.fastForward(61_000);
    await expect(titles).toHaveCount(203);
    await expect(titles.first()).toContainText("train-253 ");
    await expect(titles.nth(100)).toContainText("train-153 ");
    expect(asked.filter((one) => one !== "first")).toEqual(["151"]);
  },
);

/** An alert that is over: the later, the higher its number. */
function ended(number: number) {
  const at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  return {
    ...{
      id: `${number}`,
      rule: "cluster-down",
      severity: "critical",
      state: "resolved",
      title: `train-${number} down`,
      detail: "",
    },
    subject: { kind: "cluster", id: null, label: "train", accountId: null, clusterId: null, nodeId: null },
    ...{ pendingSince: at, firingSince: at, resolvedAt: at, usdMicrosSoFar: null, holds: 0, heldBy: null },
    ...{ silencedBy: null, deliveries: [] },
  };
}
