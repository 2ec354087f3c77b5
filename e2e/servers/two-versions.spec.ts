import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { otherBuild } from "../support/other-build";
import { TEST_ALL } from "../support/test-all";
import { heldLeases } from "./lease-rows";
import { startPricedServers } from "./priced-servers";
import { watch } from "./viewers";

test.skip(!TEST_ALL, "five minutes");

test("for five minutes beside older servers, a newer one does all that only one must do, and everybody is answered", async () => {
  test.setTimeout(12 * MINUTE_MS);
  await using servers = await startPricedServers({ C: otherBuild("99.0.0") });
  const viewers = watch(`${servers.servers.url}/api/clusters`, 3);
  await servers.account.nextPoll((by) => by === "C");
  const leases = () => heldLeases(servers.databaseUrl);
  const newer = async () => [...new Set([...(await leases()).values()].map(({ version }) => version))];
  await expect.poll(newer).toEqual(["99.0.0"]);
  const epochs = async () => [...(await leases())].map(([name, { epoch }]) => [name, epoch]).sort();
  const before = await epochs();
  const polls = servers.account.polls.length;
  await sleep(5 * MINUTE_MS);
  expect(await epochs()).toEqual(before);
  expect([...new Set(servers.account.polls.slice(polls).map(({ by }) => by))]).toEqual(["C"]);
  expect(await viewers.leave()).toEqual([]);
  await servers.expectTrueLedgerAfter(2);
});
