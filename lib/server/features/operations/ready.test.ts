import { afterEach, expect, it } from "vitest";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { setRunningApplication } from "@/lib/testing/http/running-application";
import { changesAnswered } from "../../http/running-changes";
import { serve } from "../../http/serve";
import { setGuardContext } from "../../security/guard-context";
import { ready } from "./routes";

setGuardContext({
  publicUrl: new URL("https://clusters.example.org"),
  isDevelopment: false,
  pageCallerOf: async () => ({ queue: null, frameOrigins: [] }),
});

afterEach(() => {
  setRunningApplication(null);
  forgetSingleton("running-changes");
});

/** A server that has read none of its accounts, or all of them. */
function runWith(
  account: { label: string; lastAttemptAt: number | null },
  {
    store = {},
    reading = null,
    buildFiles = null,
    problem = null,
  }: {
    store?: object;
    reading?: { message: string } | null;
    buildFiles?: object | null;
    problem?: { detail: string } | null;
  } = {},
): void {
  const history = { health: async () => ({ reading, writing: null }) };
  setRunningApplication({
    buildId: "build",
    ...{ store, buildFiles },
    poller: { store: { accounts: () => [{ state: "ok", ...account }] } },
    historyHandle: { current: () => (problem === null ? history : null), problem: () => problem },
  });
}

async function probe(host: string): Promise<{ status: number; text: string }> {
  const request = new Request("http://10.1.2.3:3000/api/ready", { headers: { host } });
  const answer = await serve(ready)(request, { params: Promise.resolve({}) });
  return { status: answer.status, text: await answer.text() };
}

it("answers a probe that knows only the server's address", async () => {
  runWith({ label: "Research", lastAttemptAt: 1 });
  expect(await probe("10.1.2.3:3000")).toEqual({ status: 200, text: '{"status":"ready"}' });
});

it("is not ready from the moment when it stops", async () => {
  runWith({ label: "Research", lastAttemptAt: 1 });
  const stopped = changesAnswered();
  expect((await probe("10.1.2.3:3000")).status).toBe(503);
  await stopped;
});

it("says why it is not ready only to those who ask for it by a name of its own", async () => {
  runWith({ label: "Research", lastAttemptAt: null });
  const byAddress = await probe("10.1.2.3:3000");
  expect(byAddress.status).toBe(503);
  expect(byAddress.text).not.toContain("Research");
  const byName = await probe("clusters.example.org");
  expect(byName.status).toBe(503);
  expect(byName.text).toContain("Research");
});

it("stays ready while a database that several servers share is away, and not while its own is", async () => {
  const account = { label: "Research", lastAttemptAt: 1 };
  const away = { reading: { message: "The database does not answer." } };
  runWith(account, { ...away, store: { dialect: "postgres" } });
  expect((await probe("10.1.2.3:3000")).status).toBe(200);
  runWith(account, { ...away, store: { dialect: "sqlite" } });
  expect((await probe("10.1.2.3:3000")).status).toBe(503);
});

it("is not ready before other servers can have the files of its pages", async () => {
  let isOffered = false;
  const buildFiles = { haveBeenOffered: () => isOffered };
  runWith({ label: "Research", lastAttemptAt: 1 }, { buildFiles });
  expect((await probe("10.1.2.3:3000")).status).toBe(503);
  isOffered = true;
  expect((await probe("10.1.2.3:3000")).status).toBe(200);
});

it("is not ready while the store is not open, and says why", async () => {
  runWith({ label: "Research", lastAttemptAt: 1 }, { problem: { detail: "A newer version has taken over." } });
  const answer = await probe("clusters.example.org");
  expect(answer.status).toBe(503);
  expect(answer.text).toContain("A newer version has taken over.");
});
