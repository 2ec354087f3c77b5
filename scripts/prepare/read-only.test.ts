import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const prepare = new URL("../prepare.mjs", import.meta.url).pathname;
/** Root may write anywhere, whatever the mode. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

let checkout: string;
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "clusterdeck-read-only-"));
});
afterEach(() => {
  chmodSync(checkout, 0o755);
  rmSync(checkout, { recursive: true });
});

function run(purpose: string) {
  chmodSync(checkout, 0o555);
  const { status, stderr } = spawnSync(process.execPath, [prepare, purpose], {
    cwd: checkout,
    encoding: "utf8",
    ...NOBODY,
  });
  return { status, stderr };
}

it("leaves a checkout that cannot be written as it is if there is a build, and says that it may be old", () => {
  for (const folder of ["node_modules/next", ".next"]) mkdirSync(join(checkout, folder), { recursive: true });
  writeFileSync(join(checkout, ".next/BUILD_ID"), "x");
  expect(run("start")).toEqual({ status: 0, stderr: expect.stringContaining("may be older than its sources") });
});

it("says what is missing in a checkout that cannot be written", () => {
  expect(run("start")).toEqual({ status: 1, stderr: expect.stringContaining("there is no build in it") });
  expect(run("test")).toEqual({ status: 1, stderr: expect.stringContaining("only `npm start` works") });
});
