import { readdirSync } from "node:fs";
import { request as rawRequest } from "node:http";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { type APIResponse, expect } from "@playwright/test";
import type { z } from "zod/mini";
import { clusterDetailSchema } from "@/lib/contract/cluster";
import { connectionDetailsSchema } from "@/lib/contract/connection-details";
import { fleetSchema } from "@/lib/contract/fleet";
import { healthSchema, readySchema, refreshSchema } from "@/lib/contract/operations";
import { problemSchema } from "@/lib/contract/problem";
import { sharedTest } from "../support/app";
import { fleetSize } from "../support/fleet-size";
import { send } from "../support/send";

async function checked<T>(answer: APIResponse, schema: z.ZodMiniType<T>): Promise<T> {
  return schema.parse(await answer.json());
}

async function expectProblem(answer: APIResponse, status: number, code: string): Promise<void> {
  expect(answer.status()).toBe(status);
  expect(answer.headers()["content-type"]).toContain("application/json");
  expect(await checked(answer, problemSchema)).toMatchObject({ code });
}

/** Requests a path exactly as it is written. Browsers and most clients would normalise it first. */
async function askForPath(origin: string, path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    rawRequest({ hostname, port, path }, async (answer) =>
      resolve({ status: answer.statusCode ?? 0, body: await text(answer) }),
    )
      .once("error", reject)
      .end();
  });
}

sharedTest.beforeEach(async ({ request }) => {
  await expect.poll(async () => (await request.get("/api/ready")).status()).toBe(200);
});

sharedTest(
  "the fleet comes compressed, and says so, to whoever takes that, and plain to whoever does not",
  async ({ app }) => {
    for (const coding of ["br", "gzip", undefined]) {
      const { headers } = await send(
        `${app.url}/api/clusters`,
        coding === undefined ? {} : { "Accept-Encoding": coding },
      );
      expect(headers["content-encoding"], coding).toBe(coding);
      expect(headers["x-clusterdeck-content-coding"], coding).toBeUndefined();
    }
  },
);

sharedTest("what is answered without Next has the headers that Next would send", async ({ app }) => {
  for (const path of [
    "/api/clusters",
    "/api/clusters/nothing",
    "/api/shared/nothing/clusters",
    "/api/shared/a/clusters/b",
  ]) {
    const [direct, byNext] = [await send(`${app.url}${path}`), await send(`${app.url}${path}`, {}, "HEAD")];
    expect(direct.status, path).toBe(byNext.status);
    expect(fixed(direct.headers), path).toEqual(fixed(byNext.headers));
  }
});

/** Without the times, and without what Next adds about its own pages and about how it sends a body. */
function fixed(headers: Record<string, unknown>) {
  const changing = [
    "date",
    "vary",
    "content-length",
    "transfer-encoding",
    "x-server-time",
    "x-fleet-seen",
    "x-fleet-month",
    "etag",
  ];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !changing.includes(name)));
}

sharedTest("every answer keeps the contract", async ({ request }) => {
  await checked(await request.get("/api/health"), healthSchema);
  await checked(await request.get("/api/ready"), readySchema);
  const { clusters } = await checked(await request.get("/api/clusters"), fleetSchema);
  expect(clusters).toHaveLength(await fleetSize());
  for (const { id } of clusters) {
    const path = `/api/clusters/${encodeURIComponent(id)}`;
    expect((await checked(await request.get(path), clusterDetailSchema)).id).toBe(id);
    await checked(await request.get(`${path}/connection`), connectionDetailsSchema);
  }
});

sharedTest.describe("between two polls", () => {
  sharedTest.use({ environment: { CLUSTERDECK_POLL_INTERVAL_MS: "600000" } });

  sharedTest(
    "who has the present revision is answered 304 without a body, with the server's time",
    async ({ request }) => {
      // What accounts report besides their clusters may still be arriving.
      await expect(async () => {
        const first = await request.get("/api/clusters");
        const { etag } = first.headers();
        expect(etag).toMatch(/^"[^"]+"$/);
        expect(first.headers()).toMatchObject({ "cache-control": "private, no-cache" });
        const second = await request.get("/api/clusters", { headers: { "If-None-Match": etag ?? "" } });
        expect(second.status()).toBe(304);
        expect(await second.body()).toHaveLength(0);
        expect(second.headers()).toMatchObject({ etag });
        const clock = Date.parse(second.headers()["x-server-time"] ?? "");
        expect(Math.abs(clock - Date.now())).toBeLessThan(10_000);
      }).toPass();
      const other = await request.get("/api/clusters", { headers: { "If-None-Match": '"another"' } });
      expect(other.status()).toBe(200);
    },
  );

  sharedTest("an open page of version 0.1 is made to reload, whichever it is", async ({ request, app }) => {
    const poll = (page: string) =>
      request.get("/api/clusters", { headers: { "If-None-Match": '"1a2b3c4d-12-0"', Referer: `${app.url}${page}` } });
    const wall = await poll("/wall?views=fleet");
    expect(wall.status()).toBe(304);
    expect(wall.headers()["x-server-build"]).toMatch(/./);
    await expectProblem(await poll("/costs"), 401, "unauthenticated");
  });

  sharedTest(
    "a refresh needs this server's origin, and is granted at most every five seconds",
    async ({ request, app }) => {
      const path = "/api/accounts/tensorone/refresh";
      await expectProblem(await request.post(path), 403, "cross-origin");
      await expectProblem(
        await request.post(path, { headers: { Origin: "https://evil.example" } }),
        403,
        "cross-origin",
      );
      await expectProblem(await request.post(path, { headers: { Origin: "null" } }), 403, "cross-origin");
      const headers = { Origin: app.url };
      await expectProblem(await request.post("/api/accounts/nobody/refresh", { headers }), 404, "not-found");

      const granted = async () => {
        const answer = await request.post(path, { headers });
        if (answer.status() === 202) return checked(answer, refreshSchema);
        await expectProblem(answer, 429, "rate-limited");
        expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
        return null;
      };
      await expect.poll(granted).not.toBeNull();
      await expect.poll(granted).toBeNull();
    },
  );
});

sharedTest("what does not exist is a 404 in JSON, whatever its address looks like", async ({ request, app }) => {
  for (const path of [
    "/api/clusters/shadeform~never",
    "/api/clusters/shadeform~never/connection",
    "/api/clusters/nobody~00000001-6c54-4b01-90e6-000000000000",
    "/api/clusters/no-tilde",
    "/api/clusters/__proto__~constructor",
    `/api/clusters/shadeform~${"x".repeat(8_000)}`,
    "/api/clusters/shadeform~%2f..%2f..%2fetc%2fpasswd",
    "/api/clusters/shadeform~%00",
    "/api/nothing",
    "/api/clusters/a/b/c",
  ]) {
    await expectProblem(await request.get(path), 404, "not-found");
  }
  await expectProblem(await request.delete("/api/nothing", { headers: { Origin: app.url } }), 404, "not-found");
});

sharedTest("a malformed address is refused without a stack or a path of this machine", async ({ app }) => {
  // Next itself refuses a malformed escape, with a 500 of three words, before it reaches a route.
  for (const path of ["/api/clusters/%", "/api/clusters/%zz/connection", "/api//clusters", "/api/clusters//"]) {
    const { status, body } = await askForPath(app.url, path);
    expect([308, 400, 404, 500], path).toContain(status);
    expect(body, path).toMatch(/^(Internal Server Error|Bad Request|\/api\/clusters\/?|\{"code":"not-found".*)$/);
  }
  expect((await askForPath(app.url, "/api/health")).status).toBe(200);
});

sharedTest("the API description lists every route, and no others", async ({ request }) => {
  const document: { paths: object } = await (await request.get("/api/openapi.json")).json();
  const routes = readdirSync("app/api", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => `/api/${dirname(file).replaceAll("[", "{").replaceAll("]", "}")}`);
  // Unknown addresses, the description itself, and a library's own calls.
  const unlisted = /^\/api\/(\{\.\.\.path\}|openapi\.json|auth\/.*)$/;
  const listed = routes.filter((route) => !unlisted.test(route));
  expect(Object.keys(document.paths).sort()).toEqual(listed.sort());
});

sharedTest("a link to the fleet has a picture of it", async ({ page, request }) => {
  await page.goto("/");
  const address = await page.locator('meta[property="og:image"]').getAttribute("content");
  const picture = await request.get(new URL(address ?? "").pathname);
  expect(picture.status()).toBe(200);
  expect(picture.headers()["content-type"]).toBe("image/png");
  expect((await picture.body()).subarray(1, 4).toString()).toBe("PNG");
});
