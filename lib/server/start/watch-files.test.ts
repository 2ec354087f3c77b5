import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolders } from "@/lib/testing/stores";
import { watchFiles } from "./watch-files";

const newFolder = temporaryFolders();

function watched(file: string) {
  let changes = 0;
  const watch = watchFiles(() => {
    changes += 1;
  });
  onTestFinished(watch.stop);
  watch.watch([file]);
  /** Resolves once there was a change that nobody has waited for yet. */
  return async () => {
    await expect.poll(() => changes).toBeGreaterThan(0);
    changes = 0;
  };
}

it("notices that a file was made, written, replaced and deleted", async () => {
  const folder = newFolder();
  const file = path.join(folder, "clusterdeck.yaml");
  const change = watched(file);
  writeFileSync(file, "one");
  await expect(change()).resolves.toBeUndefined();
  writeFileSync(file, "two!");
  await expect(change()).resolves.toBeUndefined();
  writeFileSync(path.join(folder, "new"), "three");
  renameSync(path.join(folder, "new"), file);
  await expect(change()).resolves.toBeUndefined();
  rmSync(file);
  await expect(change()).resolves.toBeUndefined();
});

it("notices what a mounted ConfigMap does: the link to the folder of the file leads to another", async () => {
  const folder = newFolder();
  for (const version of ["v1", "v2"]) {
    mkdirSync(path.join(folder, version));
    writeFileSync(path.join(folder, version, "clusterdeck.yaml"), "the same");
  }
  symlinkSync("v1", path.join(folder, "..data"));
  symlinkSync("..data/clusterdeck.yaml", path.join(folder, "clusterdeck.yaml"));
  const change = watched(path.join(folder, "clusterdeck.yaml"));
  symlinkSync("v2", path.join(folder, "..data_tmp"));
  renameSync(path.join(folder, "..data_tmp"), path.join(folder, "..data"));
  await expect(change()).resolves.toBeUndefined();
});
