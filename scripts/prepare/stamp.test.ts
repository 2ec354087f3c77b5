import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprint, unlessStamped } from "./stamp.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clusterdeck-stamp-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("fingerprint", () => {
  it("changes with any relevant file, and with nothing else", () => {
    mkdirSync(join(folder, "deep"));
    writeFileSync(join(folder, "deep", "a.ts"), "one");
    const take = () => fingerprint([folder, join(folder, "missing")], (path: string) => path.endsWith(".ts"));
    const first = take();
    writeFileSync(join(folder, "notes.md"), "irrelevant");
    expect(take()).toBe(first);
    writeFileSync(join(folder, "deep", "a.ts"), "two");
    expect(take()).not.toBe(first);
  });
});

describe("unlessStamped", () => {
  it("does the work once for one fingerprint, and again for another", async () => {
    const done: string[] = [];
    for (const expected of ["a", "a", "b"]) {
      await unlessStamped(join(folder, "stamp"), expected, () => done.push(expected));
    }
    expect(done).toEqual(["a", "b"]);
  });

  it("repeats work that was interrupted, even for the previous fingerprint", async () => {
    const stamp = join(folder, "stamp");
    const done: string[] = [];
    await unlessStamped(stamp, "a", () => done.push("a"));
    const fails = () => {
      throw new Error("cut short");
    };
    await expect(unlessStamped(stamp, "b", fails)).rejects.toThrow("cut short");
    await unlessStamped(stamp, "a", () => done.push("a again"));
    expect(done).toEqual(["a", "a again"]);
  });
});
