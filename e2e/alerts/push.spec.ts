import { expect, type Page } from "@playwright/test";
import { createTestBrowser, pushService } from "@/lib/testing/receivers/browser";
import { startReceivers } from "@/lib/testing/receivers/start-receivers";
import { test } from "../support/app";

test.use({
  environment: { CLUSTERDECK_WEBHOOK_RANGES: "127.0.0.0/8" },
  configurationFile: "accounts: []\nalerts: { channels: [{ id: phones, type: webpush, label: Phones }] }\n",
});

/** No push service is reached from here, so the browser's subscription leads to one of ours. Everything else is the browser's own. */
async function subscribeTo(page: Page, subscription: object, publicKey: string): Promise<void> {
  await page.addInitScript(
    ({ subscription: given, publicKey: key }) => {
      const bytes = Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
      let current: object | null = null;
      const made = {
        ...given,
        options: { applicationServerKey: bytes.buffer },
        toJSON: () => given,
        unsubscribe: async () => {
          current = null;
          return true;
        },
      };
      Object.assign(PushManager.prototype, {
        subscribe: async () => {
          current = made;
          return made;
        },
        getSubscription: async () => current,
      });
    },
    { subscription, publicKey },
  );
}

test("a browser is told of alerts by push once its person has switched that on, and not after", async ({
  page,
  app,
  request,
}) => {
  const { publicKey } = await (await request.get("/api/push-subscriptions")).json();
  await using receivers = await startReceivers({ push: pushService(publicKey) });
  const browser = createTestBrowser(receivers.urlOf("push"));

  await page.addInitScript(() => {
    // Chromium's headless shell has nobody to show a notification to, and refuses.
    Object.defineProperty(Notification, "permission", { get: () => "granted" });
    Notification.requestPermission = async () => "granted";
  });
  // Here, no push service is ever reached.
  await page.goto("/alerts");
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "could not reach its push service" })).toBeVisible();

  await subscribeTo(page, browser.subscription, publicKey);
  const sent = async () =>
    (await request.post("/api/channels/phones/test", { data: {}, headers: { origin: app.url } })).json();

  await page.goto("/alerts");
  expect(await sent()).toMatchObject({ ok: false, detail: expect.stringContaining("No browser") });
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByText("This browser is told of alerts")).toBeVisible();
  expect(await sent()).toMatchObject({ ok: true });
  const [received] = receivers.received("push");
  const notification = browser.read(received?.body ?? Buffer.alloc(0));
  expect(notification).toMatchObject({ title: "This is a test from Clusterdeck" });

  expect(await page.evaluate(() => caches.keys())).toEqual([]);

  await page.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByRole("button", { name: "Switch on" })).toBeVisible();
  expect(await sent()).toMatchObject({ ok: false });
  expect(receivers.received("push")).toHaveLength(1);
});
