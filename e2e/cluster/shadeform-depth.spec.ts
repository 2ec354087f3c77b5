import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Offers } from "@/lib/contract/offers";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { NOTEBOOK_ID, notebook } from "@/lib/server/providers/shadeform/fake/notebook";
import { sharedTest, test } from "../support/app";
import { inviteCallers, withSignIn } from "../support/callers";
import type { Fakes } from "../support/served-fleet";
import { clusterPath, tileOf } from "../support/tile";

const TRAIN_ID = "shadeform~00000001-6c54-4b01-90e6-000000000000";
const NOTEBOOK = `shadeform~${NOTEBOOK_ID}`;
const OFFERS = `/api/clusters/${encodeURIComponent(TRAIN_ID)}/offers`;

test.describe("on this machine only", () => {
  test.beforeEach(async ({ request }) => {
    await expect.poll(async () => (await request.get("/api/ready")).status()).toBe(200);
  });

  test("limits are shown with what is left, and a deletion within the hour asks for attention", async ({
    page,
    fleet,
  }) => {
    await page.goto(clusterPath(NOTEBOOK));
    const limits = page.getByRole("region", { name: "Limits" });
    await expect(limits).toContainText(/Deletes itself in 19 h 5\d min \(/);
    await expect(limits).toContainText("Deletes itself at $250.00: $209.00 to go");
    await expect(limits).toContainText("Alerts its owner at $100.00: $59.00 to go");
    await expect(limits).toContainText("by Shadeform's own count");
    await expect(limits.getByRole("progressbar")).toHaveCount(3);

    const deletesAt = Date.now() + 42.5 * MINUTE_MS;
    // A machine that was not asked about before, so that its answer arrives with the next poll.
    fleet.fakes.shadeform.world = () => ({
      clusters: [],
      instances: [{ ...notebook(Date.now(), Date.now()), id: "short-lived", name: "short-lived" }],
      info: { "short-lived": { auto_delete: { date_threshold: new Date(deletesAt).toISOString() }, alert: null } },
    });
    await page.goto("/");
    await expect(tileOf(page, "short-lived")).toContainText("Shadeform deletes it by itself in 4");
    await tileOf(page, "short-lived").getByRole("link").click();
    await expect(page.getByRole("region", { name: "Degraded, because" })).toContainText("deletes it by itself");
    await expect(limits).toContainText(/Deletes itself in 4\d min \(\d\d:\d\d /);
  });

  sharedTest("the fleet is filtered by tag, from its toolbar and from a cluster", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Tag" }).click();
    await page.getByRole("checkbox", { name: /^team=research/ }).check();
    await page.keyboard.press("Escape");
    const tiles = page.getByRole("list", { name: "Clusters" }).getByRole("link");
    await expect(tiles).toHaveCount(2);
    await expect(page).toHaveURL(/tag=team/);
    await page.reload();
    await expect(tiles).toHaveCount(2);

    await page.goto(clusterPath(NOTEBOOK));
    await page.getByRole("list", { name: "Tags" }).getByRole("link", { name: "owner=jonas" }).click();
    await expect(tiles).toHaveText(["notebook-jonas"]);
  });

  test("what the same cluster would cost elsewhere is asked once, and shown with its conditions", async ({
    page,
    request,
    fleet,
  }) => {
    const asked = countAsked(fleet.fakes, "/instances/types");
    await page.goto(clusterPath(TRAIN_ID));
    const elsewhere = page.getByRole("region", { name: /^Cheaper elsewhere/ });
    await expect(elsewhere.getByRole("listitem")).toHaveCount(2);
    const cheapest = elsewhere.getByRole("listitem").first();
    await expect(cheapest).toContainText(
      "The same cluster costs $27.52/h less at hyperstack (Canada, Montreal): $153.60/h",
    );
    await expect(cheapest).toContainText("one is available now; whether 8 are, and how they are connected, is unknown");
    await expect(cheapest).toContainText("usually boots in 5–9 min");
    await expect(cheapest).toContainText("1,000 GB storage instead of 2,048 GB");
    // Neither an offer that is not available nor one with another interconnect.
    await expect(elsewhere).not.toContainText(/crusoe|lambdalabs/);

    for (let time = 0; time < 5; time += 1) {
      const { offers }: Offers = await (await request.get(OFFERS)).json();
      expect(offers).toHaveLength(2);
    }
    expect(asked()).toBe(1);
  });

  test("a key that may not read prices leads to one sentence, and nothing else", async ({ page, request, fleet }) => {
    const { shadeform } = fleet.fakes;
    const { handle } = shadeform;
    shadeform.handle = async (incoming) =>
      incoming.url.includes("/instances/types") ? new Response("CANARY", { status: 403 }) : handle(incoming);
    const asked = countAsked(fleet.fakes, "/instances/types");
    await page.goto(clusterPath(TRAIN_ID));
    await expect(page.getByText(/^Prices elsewhere could not be compared\. Shadeform/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "train-llama-7" })).toBeVisible();
    for (let time = 0; time < 5; time += 1) expect((await request.get(OFFERS)).status()).toBe(502);
    expect(asked()).toBe(1);
  });

  sharedTest("a booting cluster says how long it still takes", async ({ page }) => {
    await page.goto("/");
    await expect(tileOf(page, "finetune-mixtral")).toContainText(/min left.*, usually 3–5 min/);
    await tileOf(page, "finetune-mixtral").getByRole("link").click();
    await expect(page.getByText(/· about \d min left, usually 3–5 min/).first()).toBeVisible();
    await expect(page.getByRole("progressbar").first()).toBeVisible();
  });
});

test.describe("with people of every role", () => {
  const folder = mkdtempSync(join(tmpdir(), "clusterdeck-depth-"));
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
  test.use({ environment: withSignIn(folder) });

  test("a viewer does not see the registry, and a guest sees none of this", async ({ app }) => {
    const { as, token } = await inviteCallers(app.url, { dataDir: folder });
    const path = `/api/clusters/${encodeURIComponent(TRAIN_ID)}`;
    const imageFor = async (caller: "viewer" | "operator" | "admin") => {
      const text = await (await as[caller].get(path)).text();
      const { facts }: ClusterDetail = JSON.parse(text);
      return { text, image: facts.find(({ label }) => label === "Image") };
    };
    await expect.poll(async () => (await as.viewer.get(path)).status()).toBe(200);
    const viewer = await imageFor("viewer");
    expect(viewer.image).toEqual({
      ...{ label: "Image", value: "[registry]/research/vllm-openai:0.9", group: "Launch configuration" },
    });
    expect(viewer.text).not.toContain("acme.example");
    expect(viewer.text).toContain("3 variables: HUGGING_FACE_HUB_TOKEN, WANDB_API_KEY, 1 unnamed");
    for (const caller of ["operator", "admin"] as const) {
      const { image } = await imageFor(caller);
      expect(image?.value).toBe("registry.acme.example:5000/research/vllm-openai:0.9");
    }

    const fleet = await as.guest.get(`/api/shared/${token}/clusters`);
    const clusters: { id: string }[] = (await fleet.json()).clusters;
    const answers = await Promise.all(
      clusters.map(async ({ id }) => (await as.guest.get(`/api/shared/${token}/clusters/${id}`)).text()),
    );
    const told = [await fleet.text(), ...answers].join("\n");
    expect(clusters.length).toBeGreaterThan(10);
    for (const untold of ["acme.example", "[registry]", "HUGGING_FACE", "team=research", "owner=jonas", "limits"])
      expect(told).not.toContain(untold);
    expect((await as.guest.get(`${path}/offers`)).status()).toBe(401);
  });
});

/** Counts how often Shadeform is asked for this from now on. */
function countAsked({ shadeform }: Fakes, path: string): () => number {
  let asked = 0;
  const { handle } = shadeform;
  shadeform.handle = (request) => {
    if (request.url.includes(path)) asked += 1;
    return handle(request);
  };
  return () => asked;
}
