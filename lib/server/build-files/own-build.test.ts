import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolders } from "@/lib/testing/stores";
import { readOwnBuild } from "./own-build";

const newFolder = temporaryFolders();

it("knows the static files of a build by their addresses, and nothing else", async () => {
  const folder = newFolder();
  mkdirSync(join(folder, "static", "chunks", "deep"), { recursive: true });
  writeFileSync(join(folder, "BUILD_ID"), "x8Yk2Qma0000\n");
  writeFileSync(join(folder, "static", "chunks", "deep", "one.js"), "one()");
  writeFileSync(join(folder, "required-server-files.json"), "{}");
  const build = readOwnBuild(folder) ?? expect.fail();
  expect([build.id, [...build.paths]]).toEqual(["x8Yk2Qma0000", ["chunks/deep/one.js"]]);
  expect(String(await build.read("chunks/deep/one.js"))).toBe("one()");
});

it("is none where nothing was built", () => {
  expect(readOwnBuild(newFolder())).toBeNull();
});
