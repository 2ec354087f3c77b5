import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, it, onTestFinished, vi } from "vitest";
import { serveFleetOf } from "@/e2e/support/served-fleet";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { postgresStores } from "@/lib/testing/stores";
import { ALERT_PART } from "../alerts/store/alert-part";
import { readConfiguration } from "../configuration/read-configuration";
import { runningApplication } from "../http/application";
import { providers } from "../providers/registry";
import { migrate } from "../store/migrate";
import { openDatabase } from "../store/open-database";
import { startApplication } from "./start-application";

const newDatabaseUrl = postgresStores();
const noFile = () => {
  throw new Error("There is no file to read.");
};

/** As `expect.poll`, which would have the time go on. */
async function until(isReached: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 9_000; look += 1) {
    if (await isReached()) return;
    await sleep(20);
  }
  expect.fail(`Never reached: ${isReached}`);
}

it("keeps no connection to a store whose alerts cannot be read, while it waits to try again", async () => {
  const databaseUrl = await newDatabaseUrl();
  const watching = openDatabase({ databaseUrl });
  onTestFinished(() => watching.close());
  await migrate(watching, ALERT_PART.migrations);
  await sql`drop table alert cascade`.execute(watching.longWork);
  const fleet = await serveFleetOf(providers);
  onTestFinished(() => fleet[Symbol.asyncDispose]());
  const environment = { ...fleet.environment, HOST: "127.0.0.1", CLUSTERDECK_AUTH: "off", DATABASE_URL: databaseUrl };
  const read = readConfiguration(environment, providers, noFile);
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  const configurationState = () => ({ file: null, readAt: Date.now(), mistakes: [], needsRestart: [] });
  // Time stands still: no connection is closed because it has been idle, and the store is not opened again.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const stage = await startApplication({ complete: read, providers, configurationState, giveUp: expect.fail });
  onTestFinished(async () => {
    await stage?.stop();
    for (const name of ["application", "running-changes"]) forgetSingleton(name);
  });
  onTestFinished(() => void vi.useRealTimers());
  await until(() => (runningApplication()?.stored.problem() ?? null) !== null);
  const ofServer = async () => {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity where datname = current_database() and application_name = ''
        and pid <> pg_backend_pid()`.execute(watching.longWork);
    return rows.length;
  };
  await until(async () => (await ofServer()) === 0);
});
