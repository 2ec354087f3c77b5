import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import fc from "fast-check";
import type { StoreLocation } from "@/lib/server/store/open-database";
import { test } from "../support/app";
import type { AppProcess } from "../support/app-process";
import { inviteCallers, withSignIn } from "../support/callers";
import { ROUTES, SIGN_OUT } from "../support/route-table";
import { newDatabase } from "../support/shared-postgres";
import { TEST_ALL } from "../support/test-all";

const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-fuzz-"));
test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const STACK = /\bat \S+ \(.*:\d+:\d+\)|node_modules|SQLITE|SqliteError|invalid byte sequence/;

/** What may stand in a segment of a path: anything encoded, and some things that should have been. */
const segment = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }).map(toSegment),
  fc.string({ minLength: 2_000, maxLength: 3_000 }).map(toSegment),
  fc.constantFrom(
    "%",
    "%2f",
    "%2F..%2F",
    "..%2f",
    "%00",
    "%ff%fe",
    "~",
    "a~",
    "~a",
    "a~b~c",
    "__proto__",
    "constructor",
  ),
  fc.constantFrom("'%20or%201=1--", "shadeform~none", "null", "undefined", "-1", "1e400", "{}", "[token]"),
);
const query = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      "next",
      "error",
      "token",
      "from",
      "to",
      "q",
      "view",
      "sort",
      "status",
      "before",
      "action",
      "person",
      "bucket",
      "groupBy",
      "timeZone",
      "clusterId",
      "nodes",
    ),
    fc.string(),
  ),
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("%", "\0", "//evil.example", "javascript:alert(1)", "1e400", "cluster"),
  ),
  { maxKeys: 4 },
);
const route = fc.constantFrom(...ROUTES);
/** All calls in one file, which refers to them by their paths. */
const AUTH_ROUTES = ROUTES.filter(({ file }) => file === "api/auth/[...all]/route.ts");
/** The content of a body, or of each field of one that the table names. */
const values = fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()), { minLength: 3, maxLength: 3 });
const sentence = "no id, token, query or body brings any page or call to an error of its own";
const caller = fc.constantFrom("nobody" as const, "guest" as const, "viewer" as const, "admin" as const);

test.describe("on SQLite", () => {
  test.use({ environment: withSignIn(dataDir) });
  test(sentence, ({ app }) => fuzzApp(app, { dataDir }));
});

test.describe("on PostgreSQL", () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from its first parameter's pattern.
    environment: async ({}, use) => use({ ...withSignIn(dataDir), DATABASE_URL: await newDatabase() }),
  });
  test(sentence, ({ app, environment }) => fuzzApp(app, { databaseUrl: environment.DATABASE_URL ?? "" }));
});

async function fuzzApp(app: AppProcess, store: StoreLocation): Promise<void> {
  const { as, token, linkId } = await inviteCallers(app.url, store);
  // Behind an open link there is more to break than behind one that does not exist.
  const link = fc.constantFrom({}, { "[token]": token, "[linkId]": linkId });
  const segments = fc.array(segment, { minLength: 3, maxLength: 3 });
  const fuzz = (routes: typeof route, numRuns: number) =>
    fc.assert(fc.asyncProperty(routes, caller, link, segments, query, values, check), { numRuns, endOnFailure: true });
  await fuzz(route, TEST_ALL ? 600 : 100);
  await fuzz(fc.constantFrom(...AUTH_ROUTES), TEST_ALL ? 100 : 25);
  expect(app.output()).not.toContain("a fault in Clusterdeck");

  async function check(
    { file, method, path: own, body }: (typeof ROUTES)[number],
    caller: keyof typeof as,
    known: Record<string, string>,
    segments: string[],
    search: Record<string, string>,
    values: readonly unknown[],
  ): Promise<void> {
    let next = 0;
    const isAuthCall = file.includes("[...all]") && "[token]" in known;
    const template = isAuthCall ? own : `/${file}`.replace(/\/(page\.tsx|route\.ts)$/, "").replace("/(dashboard)", "");
    const path = template.replace(/\[[^\]]+\]/g, (name) => known[name] ?? segments[next++] ?? "x");
    // Signing out would leave the other calls without a session.
    const who = path === SIGN_OUT ? "nobody" : caller;
    const fields = Object.keys(body ?? {}).map((name, index) => [name, values[index]]);
    const content = fields.length > 0 ? Object.fromEntries(fields) : values[0];
    const data =
      method === "GET" ? {} : { data: JSON.stringify(content), headers: { "Content-Type": "application/json" } };
    const answer = await as[who].fetch(`${path}?${new URLSearchParams(search)}`, { method, ...data });
    expect(answer.status(), path).toBeGreaterThanOrEqual(200);
    expect(answer.status(), path).toBeLessThan(500);
    expect(await answer.text()).not.toMatch(STACK);
  }
}

/** Encoded, even if half a character cannot be. */
function toSegment(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed());
  return encoded === "" || /^\.+$/.test(encoded) ? "x" : encoded;
}
