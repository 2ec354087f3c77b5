import { randomBytes } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { postgresStores } from "@/lib/testing/stores";
import { createSecretBox } from "../../secret-box/secret-box";
import { openDatabase } from "../../store/open-database";
import { initialSnapshot } from "../initial-snapshot";
import { createReadingFollower } from "./follow-readings";
import { openSharedReadings } from "./shared-readings";

const START = Date.UTC(2026, 10, 29, 12);
const TERM = {
  ...{ lease: "account:acme", epoch: 0, isTrusted: () => true, signal: new AbortController().signal },
};
const newDatabaseUrl = postgresStores();

it("tells a poll that found nothing new from one that did, so that nothing is read again for it", async () => {
  const location = { databaseUrl: await newDatabaseUrl() };
  const box = createSecretBox(randomBytes(32));
  const open = async () => {
    const store = openDatabase(location);
    onTestFinished(store.close);
    return openSharedReadings(store, { box, onUnreadable: () => {} });
  };
  const [poller, readings] = [await open(), await open()];
  const told: boolean[] = [];
  const loop = { isLeading: () => false, follow: () => {}, refreshIfOlder: () => {} };
  const look = createReadingFollower({
    ...{ readings, loops: () => new Map([["acme", loop]]) },
    onRead: (hasChanged) => told.push(hasChanged),
  });
  const account = { id: "acme", label: "Acme", provider: { id: "acme", label: "Acme" }, pollIntervalMs: 15_000 };
  const later = { lastSuccessAt: START, lastAttemptAt: START };
  for (const changes of [{}, later, { ...later, warnings: ["slow"] }]) {
    const snapshot = { ...initialSnapshot(account), ...changes };
    await poller.write({ snapshot, bindingUntil: 0, failuresInARow: 0 }, TERM);
    await look();
  }
  expect(told).toEqual([true, false, true]);
});
