import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createStorageClaim } from "../store/storage-claim";
import { waitForClaim } from "./wait-for-claim";

/** Claims the folder as a server does, says so, and stays. */
const OTHER_SERVER = `
import Sqlite from "better-sqlite3";
const file = new Sqlite(process.argv[1]);
file.exec("begin exclusive");
console.log("claimed");
setInterval(() => file.inTransaction, 1000);
`;

let dataDir: string;
let others: ChildProcess[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "clusterdeck-claim-"));
});
afterEach(() => {
  for (const other of others) other.kill("SIGKILL");
  others = [];
  rmSync(dataDir, { recursive: true, force: true });
});

async function startOtherServer(): Promise<ChildProcess> {
  const lock = path.join(dataDir, "clusterdeck.lock");
  const other = spawn(process.execPath, ["--input-type=module", "-e", OTHER_SERVER, lock], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  others.push(other);
  await once(other.stdout, "data");
  return other;
}

function wait(sleep: (durationMs: number) => Promise<void>) {
  const told: string[] = [];
  const claim = createStorageClaim({ dataDir });
  const log = { info: (sentence: unknown) => void told.push(String(sentence)) };
  return { claim, told, waited: waitForClaim(claim, { log, sleep }) };
}

const neverSleeps = async () => expect.fail("There was nothing to wait for");

describe("a server whose folder another one uses", () => {
  it("waits for about ten seconds, and then says what to do", async () => {
    const other = await startOtherServer();
    let waitedMs = 0;
    const { waited, told } = wait(async (durationMs) => {
      waitedMs += durationMs;
    });
    const error = await waited;
    expect(error?.message).toContain(`Another Clusterdeck is running with the data in ${dataDir}.`);
    expect(error?.message).toContain("Several servers for one fleet share a PostgreSQL database instead");
    expect(error?.message).toContain("Stop the other one, or set CLUSTERDECK_DATA_DIR to another folder");
    expect(told).toEqual(["Another Clusterdeck uses the same data. Waiting for it to end"]);
    expect(waitedMs).toBe(10_000);
    other.kill("SIGKILL");
    await once(other, "exit");
  });

  it("starts as soon as the other one has been killed, which leaves nothing behind", async () => {
    const other = await startOtherServer();
    const { waited, claim } = wait(async () => {
      other.kill("SIGKILL");
      await once(other, "exit");
    });
    expect(await waited).toBeNull();
    expect(() => createStorageClaim({ dataDir }).take()).toThrow("Another Clusterdeck");
    claim.release();
    const next = createStorageClaim({ dataDir });
    next.take();
    next.release();
  });
});

it("lets only its owner read the file, and passes over a folder in which nothing can be locked", async () => {
  const { waited, claim } = wait(neverSleeps);
  expect(await waited).toBeNull();
  expect(statSync(path.join(dataDir, "clusterdeck.lock")).mode & 0o077).toBe(0);
  claim.release();
  const file = path.join(dataDir, "file");
  writeFileSync(file, "");
  const impossible = createStorageClaim({ dataDir: file });
  expect(
    await waitForClaim(impossible, {
      log: { info: () => expect.fail("There was nothing to say") },
      sleep: neverSleeps,
    }),
  ).toBeNull();
  expect(() => impossible.take()).toThrow("Nothing can be stored in");
});
