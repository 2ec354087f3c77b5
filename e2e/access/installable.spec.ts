import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import type { CreatedShareLink, NewShareLink } from "@/lib/contract/share-link";
import { sharedTest } from "../support/app";
import { ADMIN, withSignIn } from "../support/callers";
import { send } from "../support/send";

const FILES = readdirSync("public");
const TYPES: Record<string, string> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
};

const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-installable-"));
sharedTest.use({ environment: withSignIn(dataDir) });
sharedTest.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

sharedTest("every file in public/ is served without sign-in, and cached for a day", async ({ app }) => {
  for (const file of FILES) {
    const { status, headers } = await send(`${app.url}/${file}`);
    expect(status, file).toBe(200);
    expect(String(headers["content-type"]).toLowerCase(), file).toBe(TYPES[extname(file)]);
    expect(headers["cache-control"], file).toBe("public, max-age=86400");
    // Only pages have a policy with a nonce, so this file was not rendered, and did not wait in the queue for strangers' pages.
    expect(headers["content-security-policy"], file).toBe("default-src 'none'; frame-ancestors 'none'");
  }
});

sharedTest(
  "what only looks like a file in public/ is a page that was not found, and is guarded as one",
  async ({ app }) => {
    for (const path of ["icon-9.png", "icon.svg.rsc", "robots.txt/x", "walls.webmanifest", "public/icon.svg"]) {
      const { status, headers } = await send(`${app.url}/${path}`);
      expect(status, path).toBe(404);
      expect(headers["content-security-policy"], path).toContain("'nonce-");
    }
  },
);

sharedTest("robots.txt keeps everything out", async ({ app }) => {
  const { text } = await send(`${app.url}/robots.txt`);
  const rules = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(rules).toEqual(["User-agent: *", "Disallow: /"]);
});

sharedTest(
  "a phone can install the app where people sign in: it starts at the fleet, with a shortcut to the wall",
  async ({ page, app }) => {
    await page.goto("/login");
    const { manifest, complaints } = await installability(page);
    expect(complaints).toEqual([]);
    expect(manifest).toMatchObject({
      name: "Clusterdeck",
      id: `${app.url}/`,
      startUrl: `${app.url}/`,
      display: "kStandalone",
      shortcuts: [{ name: "Wall", url: `${app.url}/wall` }],
    });
    expect(await themeColours(page)).toEqual({ dark: "#0e1420", light: "#f4f6f9" });
    await expect(page.locator("link[rel=apple-touch-icon]")).toHaveAttribute("href", "/apple-touch-icon.png");
    await expect(page.locator("meta[name=mobile-web-app-capable]")).toHaveAttribute("content", "yes");

    await signIn(page.request, app.url);
    await page.goto("/");
    expect((await installability(page)).manifest.startUrl).toBe(`${app.url}/`);
  },
);

sharedTest("each icon has the size that the manifest states, and shows the mark on its ground", async ({ page }) => {
  await page.goto("/login");
  for (const path of ["manifest", "pair", "wall"]) {
    const { icons } = await (await page.request.get(`/${path}.webmanifest`)).json();
    expect(icons).toHaveLength(4);
    for (const { src, sizes, purpose } of icons) {
      const drawn = await drawnIcon(page, src);
      if (sizes !== "any") expect(`${drawn.width}x${drawn.height}`, src).toBe(sizes);
      expect(drawn.middle, src).toEqual(MARK);
      expect(drawn.corner, src).toEqual(purpose === "maskable" ? GROUND : TRANSPARENT);
    }
  }
  // iOS turns transparency black, and rounds the corners itself.
  expect(await drawnIcon(page, "/apple-touch-icon.png")).toEqual({
    width: 180,
    height: 180,
    middle: MARK,
    corner: GROUND,
  });
});

sharedTest(
  "a screen that installs the page it is paired on starts there, without browser chrome",
  async ({ page, app }) => {
    await page.goto("/pair");
    const { manifest, complaints } = await installability(page);
    expect(complaints).toEqual([]);
    // The address of its link, which it opens, is within the scope as well.
    expect(manifest).toMatchObject({ startUrl: `${app.url}/pair`, scope: `${app.url}/`, display: "kFullscreen" });
  },
);

sharedTest(
  "a wall that somebody who is signed in installs starts as a wall; one with settings has no manifest to lose them",
  async ({ page, app }) => {
    await signIn(page.request, app.url);
    await page.goto("/wall");
    const { manifest, complaints } = await installability(page);
    expect(complaints).toEqual([]);
    expect(manifest).toMatchObject({ startUrl: `${app.url}/wall`, scope: `${app.url}/`, display: "kFullscreen" });
    await page.goto("/wall?theme=light");
    await expect(page).toHaveTitle(/^Wall/);
    await expect(page.locator("link[rel=manifest]")).toHaveCount(0);
  },
);

sharedTest(
  "no page whose address is a key can be installed, since a browser may hand the start to others",
  async ({ page, app }) => {
    await signIn(page.request, app.url);
    const terms = { scope: {}, show: { costs: true, names: true } };
    const open = await makeLink(page.request, app.url, { ...terms, name: "Open", kind: "link" });
    const display = await makeLink(page.request, app.url, { ...terms, name: "Display", kind: "display" });
    const locked = await makeLink(page.request, app.url, {
      ...terms,
      name: "Locked",
      kind: "link",
      password: "correct horse",
    });
    const links = [open, display, locked].map(({ url }) => new URL(url).pathname);
    for (const path of [...links, `${links[0]}/costs`, `${links[0]}/clusters/none`, "/s/none", "/set-password#token"]) {
      await page.goto(path);
      await expect(page.locator("link[rel=manifest]"), path).toHaveCount(0);
    }
  },
);

const TRANSPARENT = [0, 0, 0, 0];
const GROUND = [0x0e, 0x14, 0x20, 255];
const MARK = [0x8a, 0xb4, 0xf8, 255];

/** What Chromium says about the page's manifest. Its headless shell lists no errors; a whole one, named in CHROMIUM_PATH, does. */
async function installability(page: Page) {
  const chromium = await page.context().newCDPSession(page);
  const { manifest, data: text = "", errors } = await chromium.send("Page.getAppManifest");
  const { installabilityErrors } = await chromium.send("Page.getInstallabilityErrors");
  const complaints = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito");
  return { manifest, text, complaints: [...errors.map(({ message }) => message), ...complaints] };
}

async function themeColours(page: Page) {
  const colour = (scheme: string) =>
    page.locator(`meta[name=theme-color][media="(prefers-color-scheme: ${scheme})"]`).getAttribute("content");
  return { dark: await colour("dark"), light: await colour("light") };
}

/** Its own size, and two of its pixels: one of the front card, a little below the middle, and one of a corner. */
function drawnIcon(page: Page, src: string) {
  return page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const pixel = (x: number, y: number) => [...(context?.getImageData(Math.floor(x), Math.floor(y), 1, 1).data ?? [])];
    return { width, height, middle: pixel(width / 2, height * 0.6), corner: pixel(0, 0) };
  }, src);
}

async function signIn(request: APIRequestContext, origin: string): Promise<void> {
  const answer = await request.post("/api/auth/sign-in/email", { headers: { Origin: origin }, data: ADMIN });
  expect(answer.status()).toBe(200);
}

async function makeLink(request: APIRequestContext, origin: string, data: NewShareLink): Promise<CreatedShareLink> {
  const answer = await request.post("/api/share-links", { headers: { Origin: origin }, data });
  expect(answer.status()).toBe(201);
  return answer.json();
}
