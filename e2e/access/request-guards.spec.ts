import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { AuditEntry } from "@/lib/contract/audit";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import { sharedTest, test } from "../support/app";
import { ADMIN, withSignIn } from "../support/callers";
import { type Answer, send } from "../support/send";

sharedTest("a script or style that was injected into a page does not run", async ({ page }) => {
  await page.goto("/");
  const ran = await page.evaluate(async () => {
    const holder = document.createElement("div");
    holder.innerHTML = '<img src="data:," onerror="window.ran = true"><p style="color: rgb(1, 2, 3)">x</p>';
    document.body.append(holder);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const paragraph = holder.querySelector("p");
    return ["ran" in window, paragraph && getComputedStyle(paragraph).color];
  });
  expect(ran[0]).toBe(false);
  expect(ran[1]).not.toBe("rgb(1, 2, 3)");
});

const kinds = ["/", "/nothing-is-here", "/api/health", "/api/clusters", "/api/nothing-is-here"];
for (const path of kinds) {
  sharedTest(`the answer to ${path} has every header that guards it`, async ({ app }) => {
    const { headers } = await send(app.url + path);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["strict-transport-security"]).toBeUndefined();
    expect(headers["x-powered-by"]).toBeUndefined();
  });
}

sharedTest("an idle connection is kept open longer than proxies keep theirs", async ({ app }) => {
  const { headers } = await send(app.url, { connection: "keep-alive" });
  expect(headers["keep-alive"]).toBe("timeout=65");
});

test.describe("under a public https address", () => {
  test.use({ environment: { CLUSTERDECK_AUTH: "on", CLUSTERDECK_PUBLIC_URL: "https://clusters.example.org" } });

  sharedTest("pages and calls are for https only from then on", async ({ app }) => {
    for (const path of ["/", "/api/clusters", "/api/nothing-is-here"]) {
      const { headers } = await send(app.url + path, { Host: "clusters.example.org" });
      expect(headers["strict-transport-security"], path).toBe("max-age=31536000");
    }
  });

  sharedTest("its start warns, once, about a proxy that is not configured", async ({ app }) => {
    const warnings = app.output().match(/CLUSTERDECK_TRUSTED_PROXIES does not name it/g);
    expect(warnings).toHaveLength(1);
  });

  sharedTest("any other name is refused, with the setting that would let it in", async ({ app }) => {
    for (const path of ["/", "/settings", "/api/clusters", "/api/nothing-is-here"]) {
      const refused = await send(app.url + path, { Host: "gpu.example.net:8443" });
      expect(refused.status, path).toBe(421);
      expect(refused.text, path).toContain("CLUSTERDECK_PUBLIC_URL=http://gpu.example.net:8443");
      const { port } = new URL(app.url);
      for (const host of ["clusters.example.org", "localhost:8080", `127.0.0.1:${port}`, `[::1]:${port}`]) {
        expect((await send(app.url + path, { Host: host })).status, `${path} as ${host}`).not.toBe(421);
      }
    }
  });

  sharedTest("probes are answered under any host name, such as a pod's address", async ({ app }) => {
    for (const path of ["/api/health", "/api/ready"])
      await expect.poll(async () => (await send(app.url + path, { Host: "10.1.2.3:3000" })).status, path).toBe(200);
  });
});

sharedTest("a change is refused from another site, without a length or with a large body", async ({ app }) => {
  const change = (headers: Record<string, string>) => send(`${app.url}/api/share-links`, headers, "POST");
  expect((await change({ Origin: "https://evil.example.net" })).status).toBe(403);
  expect((await change({})).status).toBe(403);
  expect((await change({ Origin: app.url, "Transfer-Encoding": "chunked" })).status).toBe(411);
  const large = await fetch(`${app.url}/api/share-links`, {
    method: "POST",
    headers: { Origin: app.url },
    body: "x".repeat(65 * 1_024),
  });
  expect(large.status).toBe(413);
});

sharedTest("another site's page reads nothing, even with sign-in off", async ({ app }) => {
  const foreign = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image" };
  const opened = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" };
  for (const path of ["/", "/api/clusters", "/api/preview.png", "/api/openapi.json"]) {
    const refused = await send(app.url + path, foreign);
    expect(refused.status, path).toBe(403);
    expect(refused.text, path).toContain("Another site’s page");
    expect((await send(app.url + path, opened)).status, path).toBe(200);
  }
});

sharedTest("a page accepts no body, and buffers little of what is sent nevertheless", async ({ app }) => {
  const before = app.output().length;
  const refused = await fetch(`${app.url}/login`, { method: "POST", body: "x".repeat(1_000_000) });
  expect(refused.status).toBe(405);
  expect(refused.headers.get("allow")).toBe("GET, HEAD");
  expect(await refused.text()).toContain("This page can only be read.");
  // Next's own message for what it did not buffer.
  await expect.poll(() => app.output().slice(before)).toContain("Only the first 64KB");
});

sharedTest("a NUL reaches no page and no call", async ({ app }) => {
  const status = async (path: string) => (await send(app.url + path)).status;
  for (const path of ["/links/%00/preview", "/s/%00", "/clusters/a~%00", "/api/clusters/a~%00/timeline", "/api/a%00"]) {
    expect(await status(path), path).toBe(404);
  }
  for (const path of ["/settings/audit?person=%00", "/api/audit?person=%00", "/api/audit/export?a%00=1"]) {
    expect(await status(path), path).toBe(400);
  }
});

test("an address that guesses links is refused the pages of its guesses as well, but nothing of a link that it has", async ({
  app,
}) => {
  const made = await fetch(`${app.url}/api/share-links`, {
    method: "POST",
    headers: { Origin: app.url, "Content-Type": "application/json" },
    body: JSON.stringify({ name: "x", kind: "link", scope: {} }),
  });
  const { url }: CreatedShareLink = await made.json();
  const link = new URL(url).pathname;
  let page: Answer | undefined;
  await expect(async () => {
    // More calls at once than there are turns left or becoming available.
    const calls = Array.from({ length: 200 }, () => send(`${app.url}/api/shared/none/clusters`));
    page = await send(`${app.url}/s/none`);
    await Promise.all(calls);
    expect(page.status).toBe(429);
  }).toPass({ intervals: [0] });
  expect(page?.text).toContain("Too many requests from here");
  expect(page?.headers["retry-after"]).toBe(page?.headers.refresh);
  for (const path of [link, `/api/shared/${link.slice(3)}/clusters`])
    expect((await send(app.url + path)).status).toBe(200);
});

const spoofed = { "X-Forwarded-For": "203.0.113.7", "X-Real-IP": "203.0.113.8", Forwarded: "for=203.0.113.9" };

/** The address in the audit log for an export requested with these headers. */
async function notedAddress(url: string, headers: Record<string, string>): Promise<string | null | undefined> {
  const exported = JSON.parse((await send(`${url}/api/audit/export`, headers)).text) as AuditEntry[];
  expect(Array.isArray(exported)).toBe(true);
  const page = await send(`${url}/api/audit?action=audit-log-exported`, headers);
  return (JSON.parse(page.text) as { entries: AuditEntry[] }).entries[0]?.from;
}

/** The first admin's session cookie. */
async function signIn(url: string): Promise<string> {
  const headers = { "Content-Type": "application/json", Origin: url };
  const answer = await fetch(`${url}/api/auth/sign-in/email`, { method: "POST", headers, body: JSON.stringify(ADMIN) });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

sharedTest("what a stranger claims of their address is not believed", async ({ app }) => {
  expect(await notedAddress(app.url, spoofed)).toBe("127.0.0.1");
});

test.describe("behind a proxy that is configured", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-guards-"));
  test.use({ environment: { ...withSignIn(dataDir), CLUSTERDECK_TRUSTED_PROXIES: "127.0.0.0/8" } });
  test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test("the proxy's statement of the client's address is believed", async ({ app }) => {
    expect(await notedAddress(app.url, { ...spoofed, Cookie: await signIn(app.url) })).toBe("203.0.113.7");
  });
});
