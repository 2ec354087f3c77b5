import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { RateRule } from "@/lib/server/security/rate-limit";
import { PICTURE_RULE, STRANGER_RULE, UNKNOWN_LINK_RULE } from "@/lib/server/security/take-turn";
import { test } from "../support/app";
import { ADMIN, withSignIn } from "../support/callers";

const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-flood-"));
// No reading grows old while a slow machine answers the crowds.
test.use({ environment: { ...withSignIn(dataDir), CLUSTERDECK_POLL_INTERVAL_MS: String(MINUTE_MS) } });
test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const FLOOD = 300;

interface Flood {
  statuses: number[];
  bodies: Set<string>;
  tookMs: number;
  /** In how many minutes of the clock they were sent and answered. */
  minutes: number;
}

/** The statuses of many requests at once, each of whose refusals says when to come back. */
async function flood(url: string): Promise<Flood> {
  const bodies = new Set<string>();
  const startedAt = performance.now();
  const minuteNow = () => Math.floor(Date.now() / MINUTE_MS);
  const startedIn = minuteNow();
  const ask = async () => {
    const answer = await fetch(url, { redirect: "manual" });
    const body = Buffer.from(await answer.arrayBuffer());
    if (answer.status === 200) bodies.add(createHash("sha256").update(body).digest("hex"));
    if (answer.status === 429 || answer.status === 503)
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    return answer.status;
  };
  const statuses = await Promise.all(Array.from({ length: FLOOD }, ask));
  return { statuses, bodies, tookMs: performance.now() - startedAt, minutes: 1 + minuteNow() - startedIn };
}

/** Turns become available meanwhile: the slower the machine, the more are let in. */
function expectRefusals({ statuses, tookMs }: Flood, { burst, everyMs }: RateRule): void {
  const admitted = statuses.filter((status) => status !== 429 && status !== 503).length;
  expect(admitted).toBeLessThanOrEqual(burst + Math.ceil(tookMs / everyMs));
}

test("crowds of strangers and guests are let in a few at a time, and get in nobody else's way", async ({
  app,
  request,
}) => {
  const headers = { Origin: app.url };
  expect((await request.post("/api/auth/sign-in/email", { headers, data: ADMIN })).ok()).toBe(true);
  // A cluster that only runs: of what the picture says, nothing changes but the minute.
  const steady = async () => {
    const { clusters }: Fleet = await (await request.get("/api/clusters")).json();
    return clusters.filter(({ name }) => name === "batch-embeddings").map(({ id }) => id);
  };
  await expect.poll(steady).toHaveLength(1);
  const terms = { name: "Guests", kind: "link", scope: { clusterIds: await steady() } };
  const made: CreatedShareLink = await (await request.post("/api/share-links", { headers, data: terms })).json();
  const token = new URL(made.url).pathname.split("/").at(-1);
  await expect.poll(async () => (await request.get("/api/ready")).status()).toBe(200);

  const crowds = Promise.all([
    flood(`${app.url}/login`),
    flood(`${app.url}/s/none`),
    flood(`${app.url}/api/shared/${token}/preview.png`),
  ]);
  for (const path of [
    "/api/clusters",
    "/",
    "/settings",
    `/api/shared/${token}/clusters`,
    `/s/${token}`,
    "/api/preview.png",
  ]) {
    expect((await request.get(path)).status(), path).toBe(200);
  }
  const [logins, guesses, pictures] = await crowds;
  expectRefusals(logins, STRANGER_RULE);
  expectRefusals(guesses, UNKNOWN_LINK_RULE);
  expectRefusals(pictures, PICTURE_RULE);
  expect(logins.statuses).toContain(200);
  expect(guesses.statuses).toContain(404);
  expect(guesses.statuses).not.toContain(200);
  expect(pictures.bodies.size).toBeLessThanOrEqual(pictures.minutes);
  // How many are refused, the rule and the time that all of them took have already said.
  expect(pictures.statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  expect(pictures.statuses).toContain(200);
  expect((await fetch(`${app.url}/api/preview.png`)).status).toBe(401);
  expect(app.output()).not.toContain("a fault in Clusterdeck");
});
