import { expect, it, onTestFinished } from "vitest";
import { startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { madeUp } from "@/lib/testing/made-up-provider";
import { configurationOf } from "../accounts/account-configuration";
import { createSoleServer } from "../coordination/sole-server";
import { log } from "../log";
import { DIRECT } from "../outbound/outbound";
import { createProviderWays } from "../outbound/provider-ways";
import { providerEgress } from "../security/egress-rules";
import { createPoller } from "./poller";

/** What becomes of an account that was added in the browser with this address, once it has been read. */
async function stateAfterReading(baseUrl: string, ranges: readonly string[]) {
  const poller = createPoller({
    ...{ rates: () => [], outbound: createProviderWays(DIRECT, providerEgress(ranges)), log: log() },
    ...{ join: (snapshot) => snapshot, recorder: { record: () => {} } },
    ...{ leases: createSoleServer().leases, sharing: null, budgetRows: null, now: Date.now },
  });
  onTestFinished(poller.stop);
  const account = {
    ...{ id: "one", provider: madeUp, label: "One", settings: { team: "demo", baseUrl }, secrets: { apiKey: "key" } },
    ...{ pollIntervalMs: null, requestsPerMinute: null, paused: null, retired: null, created: { at: 0, by: "a@b.c" } },
  };
  const defaults = { pollIntervalMs: 15_000, requestsPerMinute: null, reachability: false };
  poller.setAccounts([configurationOf(account, defaults)]);
  const current = () => poller.store.account("one");
  await expect.poll(() => current()?.state).not.toBe("starting");
  return { state: current()?.state, problem: current()?.problem?.detail ?? null };
}

it("reads nothing at an address that somebody entered and that is private by now, unless it is listed", async () => {
  let calls = 0;
  await using server = await startLoopbackServer((_request, response) => {
    calls += 1;
    response.writeHead(200, { "content-type": "application/json" }).end('{"machines":[]}');
  });
  expect(await stateAfterReading(server.origin, [])).toEqual({
    state: "failing",
    problem: expect.stringMatching(/was not called .* CLUSTERDECK_PROVIDER_RANGES does not list it/),
  });
  expect(calls).toBe(0);
  expect(await stateAfterReading(server.origin, ["127.0.0.1"])).toEqual({ state: "ok", problem: null });
});
