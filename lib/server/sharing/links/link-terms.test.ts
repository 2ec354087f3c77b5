import { expect, it } from "vitest";
import { z } from "zod/mini";
import { type NewShareLink, newShareLinkSchema } from "@/lib/contract/share-link";
import { DEFAULT_LIFE_MS } from "@/lib/domain/people/share-link";
import { NOW } from "@/lib/testing/example-links";
import { exampleReading } from "@/lib/testing/example-reading";
import { initialSnapshot } from "../../poller/initial-snapshot";
import { SERVER_ITSELF } from "../../workload/hashing";
import { linkTerms } from "./link-terms";

const tracked = {
  reading: exampleReading(),
  observedAt: NOW,
  statusSince: NOW,
  statusMayBeOlder: false,
  missed: null,
  details: null,
};
const accounts = ["one", "two"].map((id) => ({
  ...initialSnapshot({ id, label: id, provider: { id: "acme", label: "Acme" }, pollIntervalMs: 15_000 }),
  clusters: new Map([["c1", tracked]]),
}));

function settle(wish: Partial<NewShareLink>) {
  const whole: NewShareLink = { name: "x", kind: "link", scope: { accountIds: ["one"] }, ...wish };
  return linkTerms(z.parse(newShareLinkSchema, whole), accounts, SERVER_ITSELF, NOW);
}

it("ends after a week, a display after a year, unless it says otherwise", async () => {
  expect(await settle({})).toMatchObject({ expiresAt: NOW + DEFAULT_LIFE_MS.link });
  expect(await settle({ kind: "display" })).toMatchObject({ expiresAt: NOW + DEFAULT_LIFE_MS.display });
  expect(await settle({ expiresAt: "2026-11-20T16:00:01+01:00" })).toMatchObject({ expiresAt: NOW + 1_000 });
});

it("shows neither costs nor names unless it is told to", async () => {
  expect(await settle({})).toMatchObject({ show: { costs: false, names: false } });
  expect(await settle({ show: { names: true } })).toMatchObject({ show: { costs: false, names: true } });
});

it("never widens a scope with unknown words to every account", () => {
  for (const scope of [{ connectionIds: ["one"] }, { clusterIds: ["one~c1"], acountIds: ["two"] }]) {
    const parsed = z.safeParse(newShareLinkSchema, { name: "x", kind: "display", scope });
    expect(parsed.error?.issues).toMatchObject([{ path: ["scope"], message: expect.stringContaining("accountIds") }]);
  }
});

it("fixes the scope: if none is given, the accounts that exist now", async () => {
  expect(await settle({ scope: {} })).toMatchObject({ scope: { accountIds: ["one", "two"], clusterIds: [] } });
  expect(await settle({ scope: { clusterIds: ["two~c1"] } })).toMatchObject({
    scope: { accountIds: [], clusterIds: ["two~c1"] },
  });
});

it("stores a frame's origins as browsers write them", async () => {
  expect(await settle({ frameOrigins: ["HTTPS://Intranet.example.com:443/"] })).toMatchObject({
    frameOrigins: ["https://intranet.example.com"],
  });
});

it.each<[why: string, wish: Partial<NewShareLink>]>([
  ["an end in the past", { expiresAt: new Date(NOW).toISOString() }],
  ["an end too far away", { expiresAt: "9999-01-01T00:00:00Z" }],
  ["an empty scope", { scope: { accountIds: [], clusterIds: [] } }],
  ["an account that does not exist", { scope: { accountIds: ["three"] } }],
  ["a cluster that does not exist", { scope: { clusterIds: ["one~c2"] } }],
  ["a password in a frame", { password: "correct horse", frameOrigins: ["https://a.example"] }],
])("refuses %s", async (_why, wish) => {
  await expect(settle(wish)).rejects.toMatchObject({ code: "bad-request" });
});

it.each([
  "https://a.example/path",
  "https://*.a.example",
  "https://user@a.example",
  "javascript:alert(1)",
  "'self'",
  "https://a.example; script-src *",
  "*",
  "https://a.example;script-src",
  "https://a.example'",
])("accepts no frame origin such as %s", (text) => {
  const wish = { name: "x", kind: "link", scope: {}, frameOrigins: [text] };
  expect(z.safeParse(newShareLinkSchema, wish).success).toBe(false);
});
