import { existsSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { madeUp } from "@/lib/testing/made-up-provider";
import { describeEachStore, temporaryFolders } from "@/lib/testing/stores";
import type { CompleteConfiguration } from "../configuration/configuration";
import { readConfiguration } from "../configuration/read-configuration";
import { runningApplication } from "../http/application";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { SERVER_ITSELF } from "../workload/hashing";
import { peekStored } from "./peek-stored";
import { type Stage, startApplication } from "./start-application";

const ADMIN = { email: "ada@example.org", name: "Ada", password: "correct horse battery" };
const stages: Stage[] = [];

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.stop();
  for (const name of ["application", "running-changes"]) forgetSingleton(name);
  vi.restoreAllMocks();
});

function configured(environment: Record<string, string>): CompleteConfiguration {
  const read = readConfiguration({ HOST: "127.0.0.1", ...environment }, [madeUp], () => {
    throw new Error("ENOENT");
  });
  return read.ok ? read : expect.fail(JSON.stringify(read.mistakes));
}

/** Starts, and returns with it what was printed. */
async function start(environment: Record<string, string>) {
  let printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const state = { file: null, readAt: 0, mistakes: [], needsRestart: [] };
  const stage = await startApplication({
    ...{ complete: configured(environment), providers: [madeUp], giveUp: expect.fail },
    configurationState: () => state,
  });
  if (stage === null) return expect.fail("It did not start.");
  stages.push(stage);
  return { stage, printed: () => printed };
}

const environmentOf = (location: StoreLocation, dataDir: string): Record<string, string> =>
  "databaseUrl" in location
    ? { DATABASE_URL: location.databaseUrl, CLUSTERDECK_DATA_DIR: dataDir }
    : { CLUSTERDECK_DATA_DIR: location.dataDir };

describeEachStore((newStore) => {
  const newFolder = temporaryFolders();

  it("gives way to the own fleet in its own data, whose first admin has the printed code", async () => {
    const location = await newStore();
    const { stage, printed } = await start(environmentOf(location, newFolder()));
    const demo = runningApplication() ?? expect.fail();
    expect(demo.configuration.demo).toBe(true);
    expect(demo.poller.store.accounts()).toHaveLength(1);
    const code = /become its admin with this code: (\S+)/.exec(printed())?.[1] ?? "";
    expect(demo.isCodeToLeaveDemo(code)).toBe(true);
    expect(demo.isCodeToLeaveDemo(`${code.slice(0, -1)}?`)).toBe(false);

    const [own, again] = await Promise.all([demo.leaveDemo(), demo.leaveDemo()]);
    expect(again).toBe(own);
    expect(runningApplication()).toBe(own);
    expect(own.configuration).toMatchObject({ demo: false, storage: location, auth: { asksForSignIn: true } });
    expect(own.poller.store.accounts()).toEqual([]);
    expect((await (await own.fleetAnswers.current()).body("identity")).length).toBeGreaterThan(0);
    await own.auth.setup.claim(code, ADMIN, SERVER_ITSELF);
    await expect(own.leaveDemo()).rejects.toThrow("This is not the demo any more");
    expect(own.isCodeToLeaveDemo(code)).toBe(false);
    await stage.stop();
    stages.length = 0;
    expect(await peekStored(location)).toEqual({ accountIds: [], hasPeople: true });
  });
});

describe("the demo", () => {
  const newFolder = temporaryFolders();

  it("makes nothing of the own data before somebody leaves it, and stays if it is to stay", async () => {
    const dataDir = newFolder();
    const { printed } = await start({ CLUSTERDECK_DATA_DIR: dataDir, CLUSTERDECK_DEMO: "on" });
    expect(existsSync(path.join(dataDir, "clusterdeck.sqlite"))).toBe(false);
    expect(await peekStored({ dataDir })).toEqual({ accountIds: [], hasPeople: false });
    expect(existsSync(path.join(dataDir, "clusterdeck.sqlite"))).toBe(false);
    const demo = runningApplication();
    await expect(demo?.leaveDemo()).rejects.toThrow("CLUSTERDECK_DEMO=on keeps the demo");
    expect(demo?.hasCodeToLeaveDemo()).toBe(false);
    expect(printed()).not.toContain("code");
  });

  it("goes on where the own data cannot be opened, and says why", async () => {
    const dataDir = newFolder();
    await start({ CLUSTERDECK_DATA_DIR: dataDir });
    // As a newer program would leave it.
    const newer = openDatabase({ dataDir });
    const db = newer.db.withTables<{ schemaVersion: { version: number } }>();
    await db.schema.createTable("schemaVersion").addColumn("version", "integer").execute();
    await db.insertInto("schemaVersion").values({ version: 9_999 }).execute();
    await newer.close();
    const demo = runningApplication();
    await expect(demo?.leaveDemo()).rejects.toThrow(/newer/);
    expect(runningApplication()).toBe(demo);
    expect(demo?.stored.current()).not.toBeNull();
  });
});
