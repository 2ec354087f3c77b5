import { expect, it } from "vitest";
import { acme } from "@/lib/testing/made-up-provider/acme-provider";
import type { Configuration, ConfigurationResult } from "../configuration/configuration";
import { createLiveConfiguration } from "../configuration/live-configuration";
import { readConfiguration } from "../configuration/read-configuration";
import { log } from "../log";
import { followConfiguration } from "./follow-configuration";

const ACCOUNT = "{ id: one, provider: acme, apiKey: k, account: a }";

function read(yaml: string): ConfigurationResult {
  return readConfiguration({ HOST: "127.0.0.1" }, [acme], () => yaml);
}

function configurationIn(yaml: string) {
  const result = read(yaml);
  return result.ok ? result : expect.fail(JSON.stringify(result.mistakes));
}

/** A process that runs what this file says, and the file as it is changed afterwards. */
function running(yaml: string) {
  const file = { yaml };
  const started = configurationIn(yaml);
  const live = createLiveConfiguration(started.configuration, () => {});
  let own: Configuration | null = started.own;
  const departures: (Configuration | null)[] = [];
  const followed = followConfiguration({
    stage: {
      running: () => ({ application: { configuration: started.configuration }, live }),
      own: () => own,
      setOwn: (next) => {
        own = next;
      },
      leaveDemo: async () => departures.push(own),
    },
    initial: { file: "clusterdeck.yaml", readAt: 0, mistakes: [], needsRestart: [] },
    ...{ read: async () => read(file.yaml), log: log(), now: () => 7 },
  });
  return { file, followed, live, departures };
}

it("takes over accounts, rates, budgets and alerts, and names what counts only after a restart", async () => {
  const { file, followed, live } = running(`accounts: [${ACCOUNT}]`);
  file.yaml = `
accounts: [${ACCOUNT}, { id: two, provider: acme, apiKey: k2, account: b }]
rates: [{ match: { provider: acme }, usdPerHour: 2 }]
budgets: [{ usdPerMonth: 7 }]
alerts: { reminderMs: 60000 }
timeZone: Asia/Tokyo
trustedProxies: [10.0.0.0/8]
`;
  await followed.reload();
  const { accounts, rates, budgets, alerts } = live.current();
  expect(accounts.map(({ id }) => id)).toEqual(["one", "two"]);
  expect([rates.length, budgets.length, alerts.timing.reminderMs]).toEqual([1, 1, 60_000]);
  expect(followed.state()).toMatchObject({ readAt: 7, mistakes: [], needsRestart: ["timeZone", "trustedProxies"] });
});

it("leaves the last good one in force while there are mistakes, and says where these are", async () => {
  const { file, followed, live } = running(`accounts: [${ACCOUNT}]`);
  const before = live.current();
  file.yaml = "accounts:\n  - { provider: acmee }\n";
  await followed.reload();
  expect(live.current()).toBe(before);
  expect(followed.state().mistakes).toMatchObject([{ where: "clusterdeck.yaml:2" }]);
  file.yaml = `accounts: [${ACCOUNT}]`;
  await followed.reload();
  expect(followed.state().mistakes).toEqual([]);
});

it("keeps the own fleet when its last account goes: the demo does not take its place", async () => {
  const { file, followed, live, departures } = running(`accounts: [${ACCOUNT}]`);
  file.yaml = "accounts: []";
  await followed.reload();
  expect(live.current().accounts).toEqual([]);
  expect([departures, followed.state().needsRestart]).toEqual([[], []]);
});

it("ends the demo once the file has an account, and until then remembers what the file says for that time", async () => {
  const { file, followed, live, departures } = running("accounts: []");
  file.yaml = "budgets: [{ usdPerMonth: 7 }]";
  await followed.reload();
  expect([live.current().budgets.length, departures.length]).toEqual([0, 0]);
  file.yaml = `accounts: [${ACCOUNT}]`;
  await followed.reload();
  expect(departures).toMatchObject([{ demo: false, accounts: [{ id: "one" }] }]);
});
