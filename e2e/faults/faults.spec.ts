import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { expect, test } from "@playwright/test";
import type { Account, Fleet } from "@/lib/contract/fleet";
import { type Fault, withFault } from "@/lib/server/demo/faults";
import { type ServedFakes, serveFakes } from "@/lib/server/demo/serve-fakes";
import { shadeform } from "@/lib/server/providers/shadeform";
import type { AppProcess } from "../support/app-process";
import { startConfiguredApp } from "../support/configured-app";

type Code = NonNullable<Account["problem"]>["code"];

/** What an account is called while it has the fault. `null`: nothing is wrong with it. */
const expectedCodes = {
  ok: null,
  slow: null,
  "401": "auth",
  "403": "forbidden",
  "404": "not-found",
  "429-seconds": "rate-limited",
  "429-date": "rate-limited",
  "500": "upstream",
  "502": "upstream",
  "503": "upstream",
  html: "bad-response",
  invalid: "bad-response",
  truncated: "bad-response",
  empty: "bad-response",
  huge: "bad-response",
  bomb: "bad-response",
  deep: "bad-response",
  drip: "timeout",
  hang: "timeout",
  reset: "unreachable",
  redirect: "upstream",
} as const satisfies Record<string, Code | null>;
type Name = keyof typeof expectedCodes;
const names = Object.keys(expectedCodes) as Name[];
const idOf = (name: Name) => `fault-${name}`;

interface Stage {
  app: AppProcess;
  served: ServedFakes;
  faults: Map<Name, Fault>;
  stopAndForget: () => Promise<void>;
}

/** One account per fault, all at the same provider, in one app. */
async function setStage(): Promise<Stage> {
  const faults = new Map<Name, Fault>();
  const fake = shadeform.createFake({ now: Date.now, startedAt: Date.now() });
  const fakes = names.map((name) => [idOf(name), withFault(fake, () => faults.get(name) ?? "ok")] as const);
  const served = await serveFakes({ fakes: Object.fromEntries(fakes), port: 0 });
  const accounts = names.map((name) => ({
    id: idOf(name),
    provider: "shadeform",
    apiKey: fake.apiKey,
    baseUrl: served.urlOf(idOf(name)),
    requestsPerMinute: 10_000,
  }));
  const { app, stopAndForget } = await startConfiguredApp(accounts, {
    CLUSTERDECK_POLL_INTERVAL_MS: "1000",
  });
  return { app, served, faults, stopAndForget };
}

async function readFleet({ app }: Stage): Promise<Fleet> {
  const answer = await fetch(`${app.url}/api/clusters`);
  return (await answer.json()) as Fleet;
}

function codesOf(fleet: Fleet): Record<string, Code | null> {
  return Object.fromEntries(fleet.accounts.map(({ id, problem }) => [id, problem?.code ?? null]));
}

function residentMegabytes(pid: number): number {
  const [, kilobytes = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1_024;
}

test("every provider fault affects only its own account, keeps what was read, and passes", async () => {
  const elsewhere = { requests: 0 };
  const otherHost = createServer((_, response) => {
    elsewhere.requests += 1;
    response.end("{}");
  }).listen(0, "127.0.0.1");
  const stage = await setStage();
  const address = otherHost.address();
  const otherOrigin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;

  await expect
    .poll(async () => (await readFleet(stage)).accounts.map(({ state }) => state))
    .toEqual(names.map(() => "ok"));
  const before = await readFleet(stage);
  for (const name of names) stage.faults.set(name, name === "redirect" ? { redirectTo: otherOrigin } : name);

  const expected = Object.fromEntries(names.map((name) => [idOf(name), expectedCodes[name]]));
  let largest = 0;
  await expect
    .poll(
      async () => {
        largest = Math.max(largest, residentMegabytes(stage.app.pid));
        const fleet = await readFleet(stage);
        expect(fleet.accounts.find(({ id }) => id === idOf("ok"))?.freshness).not.toBe("stale");
        return codesOf(fleet);
      },
      { intervals: [250] },
    )
    .toEqual(expected);

  const during = await readFleet(stage);
  expect(during.clusters.map(({ id }) => id).sort()).toEqual(before.clusters.map(({ id }) => id).sort());
  expect(during.accounts.filter(({ state }) => state === "limited").map(({ id }) => id)).toEqual([
    idOf("429-seconds"),
    idOf("429-date"),
  ]);
  expect(elsewhere.requests).toBe(0);
  expect(largest).toBeLessThan(600);

  stage.faults.clear();
  const refresh = (name: Name) =>
    fetch(`${stage.app.url}/api/accounts/${idOf(name)}/refresh`, {
      method: "POST",
      headers: { Origin: stage.app.url },
    });
  await expect
    .poll(
      async () => {
        await Promise.all(names.map(refresh));
        return Object.values(codesOf(await readFleet(stage))).filter((code) => code !== null);
      },
      { intervals: [1_000] },
    )
    .toEqual([]);

  await stage.stopAndForget();
  await stage.served.close();
  otherHost.close();
});
