import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { AUTH_CALLS } from "@/lib/server/features/sign-in/answer-auth";
import { test } from "../support/app";
import { inviteCallers, withSignIn } from "../support/callers";
import { CALLERS, ROUTES } from "../support/route-table";

const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-roles-"));
test.use({ environment: withSignIn(dataDir) });
test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("every page and call answers each visitor as the table says", async ({ app }) => {
  const { as, token, linkId } = await inviteCallers(app.url, { dataDir });
  const surprises: string[] = [];
  for (const { method, path, body, status } of ROUTES) {
    const url = path.replace("{token}", token).replace("{linkId}", linkId);
    for (const caller of CALLERS) {
      const answer = await as[caller].fetch(url, { method, ...(body && { data: body }) });
      const expected = [status[caller]].flat();
      if (!expected.includes(answer.status())) {
        surprises.push(`${method} ${path} as ${caller}: ${answer.status()}, not ${expected.join(" or ")}`);
      }
    }
  }
  expect(surprises).toEqual([]);
});

test("the table names every page and every method of every call", () => {
  const listed = new Set(ROUTES.map(({ file, method }) => `${method} ${file}`));
  const existing = readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /(^|\/)(page\.tsx|route\.ts)$/.test(path))
    .flatMap((path) => methodsOf(path).map((method) => `${method} ${path}`));
  expect([...listed].sort()).toEqual(existing.sort());
});

test("the table names every call that signs somebody in or out or sets a password", () => {
  const listed = ROUTES.filter(({ file }) => file === "api/auth/[...all]/route.ts").map(
    ({ method, path }) => `${method} ${path.replace("/api/auth/", "")}`,
  );
  expect(listed).toEqual(expect.arrayContaining([...AUTH_CALLS]));
});

/** The methods that a route file exports; a page has one. */
function methodsOf(path: string): string[] {
  if (path.endsWith("page.tsx")) return ["GET"];
  const text = readFileSync(join("app", path), "utf8");
  const exported = text.matchAll(/\bexport (?:async )?(?:const|function) ([A-Z]+)\b|\bas ([A-Z]+)\b/g);
  return [...exported].map(([, direct, renamed]) => direct ?? renamed ?? "");
}
