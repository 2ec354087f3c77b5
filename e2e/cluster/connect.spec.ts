import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import type { ProviderFake } from "@/lib/server/providers/spec";
import { sharedTest, test } from "../support/app";
import { expectCopied } from "../support/expect-copied";
import { pressInTurn } from "../support/press-in-turn";
import { clusterPath } from "../support/tile";

async function openSheet(page: Page, clusterId: string) {
  await page.goto(clusterPath(clusterId));
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: /^Connect to / });
  await expect(sheet).toBeVisible();
  return sheet;
}

/** Rewrites the text of everything that the provider answers from now on. */
function rewriteAnswers(fake: ProviderFake, rewrite: (body: string) => string): void {
  const { handle } = fake;
  fake.handle = async (request) => {
    const answer = await handle(request);
    return new Response(rewrite(await answer.text()), answer);
  };
}

test.beforeEach(async ({ request }) => {
  await expect.poll(async () => (await request.get("/api/ready")).status()).toBe(200);
});

sharedTest("a node's row copies its ssh command, and the page shares its cluster, for operators", async ({ page }) => {
  await page.goto(clusterPath("shadeform~00000001-6c54-4b01-90e6-000000000000"));
  await page.getByRole("button", { name: "Copy ssh command of train-llama-7-3" }).click();
  await expect(page.getByText("ssh -p 22 shadeform@198.18.1.3")).toBeVisible();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "New share link" });
  await expect(dialog.getByRole("checkbox", { name: "train-llama-7" })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { checked: true })).toHaveCount(3);
  await expect(dialog.getByRole("button", { name: "Create the link" })).toBeEnabled();
});

sharedTest("Shadeform: a command for every node, and one ssh_config for the cluster", async ({ page }) => {
  const sheet = await openSheet(page, "shadeform~00000001-6c54-4b01-90e6-000000000000");
  for (let node = 1; node <= 8; node += 1) {
    await expect(sheet.getByText(`ssh -p 22 shadeform@198.18.1.${node}`, { exact: true })).toBeVisible();
  }
  await sheet.getByText("Show the file").click();
  const file = sheet.locator("pre");
  await expect(file).toContainText(
    [
      "Host train-llama-7-8",
      "  HostName 198.18.1.8",
      "  Port 22",
      "  User shadeform",
      "  UserKnownHostsFile ~/.ssh/known_hosts.train-llama-7-8d63803ea1ab",
      "  StrictHostKeyChecking accept-new",
    ].join("\n"),
  );
  expect((await file.textContent())?.match(/^Host /gm)).toHaveLength(8);
  const download = page.waitForEvent("download");
  await sheet.getByRole("button", { name: "Download ssh_config" }).click();
  expect((await download).suggestedFilename()).toBe("train-llama-7.ssh_config");
});

sharedTest("Shadeform: a machine with its own host name, another ssh port and a forwarded port", async ({ page }) => {
  const sheet = await openSheet(page, "shadeform~00000009-6c54-4b01-90e6-000000000000");
  const host = "notebook-jonas.massedcompute.example";
  await expect(sheet.getByText(`ssh -p 2222 shadeform@${host}`, { exact: true })).toBeVisible();
  await expect(sheet.getByText(`${host}:32080`, { exact: true })).toBeVisible();
  await expect(sheet.getByText(/^ssh .*-L 8888:localhost:8888/)).toBeVisible();
});

sharedTest("Prime Intellect: workers have commands, too, and one of many is found by name", async ({ page }) => {
  const sheet = await openSheet(page, "prime-intellect~cl_000001");
  const commands = sheet.getByRole("button", { name: /^Copy ssh command of / });
  await expect(commands).toHaveCount(32);
  await sheet.getByRole("searchbox", { name: "Filter nodes by name or address" }).fill("a-31");
  await expect(commands).toHaveCount(1);
  await expect(sheet.getByText("ssh -p 22 ubuntu@203.0.113.71", { exact: true })).toBeVisible();
});

sharedTest("TensorOne: ssh, the forwarded port with its tunnel, and the web pages", async ({ page }) => {
  const sheet = await openSheet(page, "tensorone~cluster-gpu-a100-001");
  await expect(sheet.getByText("ssh -p 22 root@ssh-rl-sandbox.tensorone.example", { exact: true })).toBeVisible();
  await expect(sheet.getByText("TensorBoard", { exact: true })).toBeVisible();
  await expect(sheet.getByText(/6006 on the node, 32002 outside/)).toBeVisible();
  await expect(sheet.getByText(/^ssh .*-L 6006:localhost:6006/)).toBeVisible();
  const proxy = sheet.getByRole("link", { name: /^https:\/\/rl-sandbox\.tensorone\.example\// });
  await expect(proxy).toHaveAttribute("rel", "noreferrer noopener");
});

sharedTest("Fireworks: the command that fetches credentials, the endpoint and the CA", async ({ page }) => {
  const sheet = await openSheet(page, "fireworks~prod-us-east");
  const command = "aws eks update-kubeconfig --region us-east-1 --name fireworks-prod-us-east";
  await expect(sheet.getByText(command, { exact: true })).toBeVisible();
  await expect(sheet.getByText(/^https:\/\/0A1B2C3D4E5F\./i)).toBeVisible();
  const download = page.waitForEvent("download");
  await sheet.getByRole("button", { name: "Download the CA" }).click();
  const ca = await download;
  expect(ca.suggestedFilename()).toBe("production-us-east-ca.pem");
  expect(await readFile(await ca.path(), "utf8")).toMatch(
    /^-----BEGIN CERTIFICATE-----\n[^-]+\n-----END CERTIFICATE-----\n$/,
  );
});

test("Fireworks: says why Kubernetes cannot be offered", async ({ page, request, fleet }) => {
  rewriteAnswers(fleet.fakes.fireworks, (body) => body.replace(/"caData":"[^"]*"/, '"caData":"HOSTILE"'));
  const sheet = await openSheet(page, "fireworks~prod-us-east");
  await expect(sheet.getByRole("region", { name: "Nothing to connect with, because" })).toContainText(
    "Kubernetes is left out: Fireworks gives an odd CA certificate, so its API cannot be verified",
  );
  expect(await page.content()).not.toContain("HOSTILE");

  // Without a region there is no command, which is known without a question.
  rewriteAnswers(fleet.fakes.fireworks, (body) => body.replaceAll('"region":"us-east-1"', '"region":""'));
  const path = `/api/clusters/${encodeURIComponent("fireworks~prod-us-east")}/connection`;
  const notes = async () => (await (await request.get(path)).json()).notes;
  const note = "Kubernetes is left out: Fireworks gives no AWS region, so there is no command that fetches credentials";
  await expect.poll(notes).toEqual([note]);
  await page.reload();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByText(note)).toBeVisible();
});

test("no way into machines that are stopped, and each of several of one name has an alias of its own", async ({
  page,
  request,
  fleet,
}) => {
  const id = "shadeform~00000001-6c54-4b01-90e6-000000000000";
  const path = `/api/clusters/${encodeURIComponent(id)}/connection`;
  rewriteAnswers(fleet.fakes.shadeform, (body) => body.replace(/"name":"train-llama-7-\d"/g, '"name":"node"'));
  const aliases = async () => {
    const { ssh } = await (await request.get(path)).json();
    return ssh.map(({ alias }: { alias: string }) => alias);
  };
  await expect.poll(aliases).toContain("train-llama-7-node-8");
  const sheet = await openSheet(page, id);
  await expect(sheet.getByRole("button", { name: "Copy ssh command of train-llama-7-node-8" })).toBeVisible();

  rewriteAnswers(fleet.fakes.tensorone, (body) => body.replaceAll('"status":"running"', '"status":"stopped"'));
  await page.goto(clusterPath("tensorone~cluster-gpu-a100-001"));
  await expect(
    page.getByText("This cluster is stopped: its address may belong to somebody else by now."),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeDisabled();
});

test.describe("over plain http", () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined }));
  });

  sharedTest("copying works without the clipboard API, inside the sheet and outside", async ({ page }) => {
    await page.clock.install();
    const sheet = await openSheet(page, "tensorone~cluster-gpu-a100-001");
    expect(await page.evaluate(() => navigator.clipboard)).toBeUndefined();
    const command = "ssh -p 22 root@ssh-rl-sandbox.tensorone.example";
    const copy = sheet.getByRole("button", { name: "Copy ssh command of rl-sandbox" });
    await expectCopied(page, copy);
    await expect(copy).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);

    await pressInTurn(page, "g", "f");
    const search = page.getByRole("searchbox", { name: "Search clusters" });
    await search.click();
    await page.keyboard.press("ControlOrMeta+V");
    await expect(search).toHaveValue(command);

    await search.fill("");
    await page.getByRole("link", { name: "notebook-jonas" }).focus();
    await page.keyboard.press("y");
    await expect(page.getByText("Copied: ssh")).toBeVisible();
    await search.click();
    await page.keyboard.press("ControlOrMeta+V");
    await expect(search).toHaveValue("ssh -p 2222 shadeform@notebook-jonas.massedcompute.example");
  });
});

test("hosts that a shell or ssh would interpret appear nowhere, and the explanation of the health says why", async ({
  page,
  request,
  fleet,
}) => {
  const hosts = ["-oProxyCommand=touch HOSTILE", "a;rm -rf HOSTILE", "$(HOSTILE)", "a\\nProxyCommand HOSTILE"];
  rewriteAnswers(fleet.fakes.shadeform, (body) =>
    hosts.reduce((text, host, index) => text.replaceAll(`"198.18.1.${index + 1}"`, `"${host}"`), body),
  );
  const id = "shadeform~00000001-6c54-4b01-90e6-000000000000";
  const path = `/api/clusters/${encodeURIComponent(id)}`;
  const reasons = hosts.map(
    (_, index) => `SSH for train-llama-7-${index + 1} is left out: its host is not a plain host name or address`,
  );
  await expect.poll(async () => (await (await request.get(path)).json()).healthReasons).toEqual(reasons);
  const sheet = await openSheet(page, id);
  await expect(sheet.getByRole("button", { name: /^Copy ssh command of / })).toHaveCount(4);
  for (const reason of reasons) await expect(page.getByText(reason).first()).toBeAttached();
  expect(await page.content()).not.toContain("HOSTILE");
  for (const answer of ["/api/clusters", path, `${path}/connection`]) {
    expect(await (await request.get(answer)).text()).not.toContain("HOSTILE");
  }
});

test("a URL that would run a script is never a link", async ({ page, request, fleet }) => {
  const hostile = "javascript:alert(document.domain)//";
  rewriteAnswers(fleet.fakes.tensorone, (body) => body.replaceAll("https://rl-sandbox", `${hostile}rl-sandbox`));
  const path = `/api/clusters/${encodeURIComponent("tensorone~cluster-gpu-a100-001")}/connection`;
  await expect.poll(async () => (await (await request.get(path)).json()).links).toEqual([]);
  const sheet = await openSheet(page, "tensorone~cluster-gpu-a100-001");
  await expect(sheet.getByText("TensorBoard", { exact: true })).toBeVisible();
  await expect(sheet.getByRole("link")).toHaveCount(0);
  expect(await page.content()).not.toContain("javascript:");
});
