import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { TEST_ALL } from "../support/test-all";
import { endConnections } from "./lease-rows";
import { type PricedServers, startPricedServers } from "./priced-servers";
import { watch } from "./viewers";

test.skip(!TEST_ALL, "minutes each; take-over.spec.ts has one of them in short");
test.describe.configure({ timeout: 20 * MINUTE_MS });

/** The database's words when a server that is about to write confirms its term, and when it then writes. */
const CONFIRMING = ["for key share", "account:shadeform"];
const WRITING = ["poll_run", "shadeform"];

/** Stops the server that polls once it says this to the database, which hears nothing of it. Returns its name. */
async function stopBefore(servers: PricedServers, words: readonly string[]): Promise<string> {
  const { by } = await servers.account.nextPoll();
  await servers.proxy(by).holdBack(...words);
  process.kill(servers.server(by).pid, "SIGSTOP");
  return by;
}

test("killed while it polls, a server leaves a ledger that another one goes on with", async () => {
  await using servers = await startPricedServers();
  const viewers = watch(`${servers.servers.url}/api/clusters`, 3);
  const { by } = await servers.account.nextPoll();
  await servers.servers.end(servers.server(by), "SIGKILL");
  const next = await servers.nextPollWithout(by);
  await servers.nextPollWithout(by);
  await servers.servers.end(servers.server(next.by), "SIGTERM");
  await servers.nextPollWithout(next.by);
  expect(await viewers.leave()).toEqual([]);
  await servers.expectTrueLedgerAfter(3);
});

test("what a server writes after a minute in which it was stopped is refused, since another has taken over", async () => {
  await using servers = await startPricedServers();
  const stopped = await stopBefore(servers, CONFIRMING);
  await servers.nextPollWithout(stopped);
  await sleep(MINUTE_MS);
  // From now on the database hears it.
  servers.proxy(stopped).letThrough();
  await servers.nextPollWithout(stopped);
  process.kill(servers.server(stopped).pid, "SIGCONT");
  await servers.expectTrueLedgerAfter(4);
});

test("a server that is stopped in the middle of its write holds nobody up, and what it had begun is undone", async () => {
  await using servers = await startPricedServers();
  const stopped = await stopBefore(servers, WRITING);
  await servers.nextPollWithout(stopped);
  await sleep(MINUTE_MS);
  servers.proxy(stopped).letThrough();
  process.kill(servers.server(stopped).pid, "SIGCONT");
  await servers.expectTrueLedgerAfter(4);
});

test("a server that is cut off from the database alone polls no longer than it may, and another one goes on", async () => {
  await using servers = await startPricedServers();
  const { by } = await servers.account.nextPoll();
  servers.proxy(by).cut();
  const { toldAt } = await servers.nextPollWithout(by);
  await servers.nextPollWithout(by);
  const late = servers.account.polls.filter((poll) => poll.by === by && poll.toldAt > toldAt);
  expect(late).toEqual([]);
  servers.proxy(by).letThrough();
  await servers.expectTrueLedgerAfter(4);
});

test("every connection may be ended once a minute, and nothing is recorded twice or lost", async () => {
  await using servers = await startPricedServers();
  const viewers = watch(`${servers.servers.url}/api/clusters`, 3);
  for (let minutes = 0; minutes < 10; minutes += 1) {
    await servers.account.nextPoll();
    await endConnections(servers.databaseUrl);
    await sleep(MINUTE_MS);
  }
  expect(await viewers.leave()).toEqual([]);
  await servers.expectTrueLedgerAfter(3);
});
