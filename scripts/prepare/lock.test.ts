import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";

const lockModule = JSON.stringify(new URL("./lock.mjs", import.meta.url).href);

let checkout: string;
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "clusterdeck-lock-"));
});
afterEach(() => rmSync(checkout, { recursive: true }));

/** A process that takes the lock, says so, and then does this. */
function holder(then: string) {
  const program = `const { takeLock } = await import(${lockModule}); await takeLock(); console.log("taken"); ${then}`;
  return ["--input-type=module", "--eval", program];
}

describe("takeLock", () => {
  it("lets a second process wait until the first has ended", async () => {
    const first = spawn(process.execPath, holder("process.stdin.resume();"), { cwd: checkout, stdio: "pipe" });
    onTestFinished(() => void first.kill());
    await once(first.stdout, "data");
    const second = spawn(process.execPath, holder(""), { cwd: checkout, stdio: "pipe" });
    onTestFinished(() => void second.kill());
    const [notice] = await once(second.stderr, "data");
    expect(String(notice)).toContain("Waiting for another npm command");
    first.stdin.end();
    const [taken] = await once(second.stdout, "data");
    expect(String(taken)).toContain("taken");
    await once(second, "exit");
    expect(readdirSync(checkout)).toEqual([]);
  });

  it("takes over from a process that was killed", () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(join(checkout, ".prepare.lock"), String(pid));
    const { stdout } = spawnSync(process.execPath, holder(""), { cwd: checkout, encoding: "utf8" });
    expect(stdout).toContain("taken");
  });
});
