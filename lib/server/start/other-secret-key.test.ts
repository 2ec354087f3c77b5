import { afterEach, expect, it } from "vitest";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { setRunningApplication } from "@/lib/testing/http/running-application";
import { runServers } from "@/lib/testing/http/running-servers";
import { serveRoutes } from "@/lib/testing/http/serve-routes";
import { postgresStores } from "@/lib/testing/stores";
import { ready } from "../features/operations/routes";
import { setGuardContext } from "../security/guard-context";
import { pageCallerOf } from "./page-caller-of";

const newDatabaseUrl = postgresStores();

afterEach(() => {
  setRunningApplication(null);
  forgetSingleton("guard-context");
});

it("says to probes, on each page and beside the fleet what to set where a server encrypts with another key than the others", async () => {
  const databaseUrl = await newDatabaseUrl();
  await runServers(1, databaseUrl);
  const otherKey = { CLUSTERDECK_SECRET_KEY: Buffer.alloc(32, 2).toString("base64") };
  const [refused = expect.fail()] = await runServers(1, databaseUrl, otherKey);
  setRunningApplication(refused);
  await using server = await serveRoutes([ready]);
  setGuardContext({ publicUrl: new URL(server.origin), isDevelopment: false, pageCallerOf });
  const answer = await fetch(`${server.origin}/api/ready`);
  const help = expect.stringContaining("Set CLUSTERDECK_SECRET_KEY");
  expect([answer.status, await answer.json()]).toEqual([503, expect.objectContaining({ detail: help })]);
  await expect(pageCallerOf("/", new Headers())).rejects.toMatchObject({ code: "storage", message: help });
  const fleet = await refused.fleetAnswers.current();
  const shown: unknown = JSON.parse(new TextDecoder().decode(await fleet.body("identity")));
  expect(shown).toMatchObject({ historyProblem: { detail: help } });
});
