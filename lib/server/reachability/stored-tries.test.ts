import { expect, it, onTestFinished } from "vitest";
import { describeEachStore } from "@/lib/testing/stores";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { digestOf, openStoredTries } from "./stored-tries";
import type { Tries } from "./tries";

const NOW = Date.UTC(2026, 10, 20);
const UNANSWERED: Tries = { failures: 4, since: NOW - 300_000, hadAnswered: true, triedAt: NOW, refusal: null };

describeEachStore((newStore) => {
  async function open(location: StoreLocation) {
    const store = openDatabase(location);
    onTestFinished(() => store.close());
    return openStoredTries(store);
  }

  it("tells the next server what the previous one saw last, and nothing that had ended by then", async () => {
    const location = await newStore();
    const one = await open(location);
    expect(await one.read()).toEqual(new Map());
    await one.write(new Map([["answers-again", UNANSWERED]]));
    const tries = new Map(
      Array.from({ length: 250 }, (_, index) => [digestOf(`node-${index}`), { ...UNANSWERED, hadAnswered: index > 0 }]),
    );
    await one.write(tries);
    expect(await (await open(location)).read()).toEqual(tries);
    await one.write(new Map());
    expect(await (await open(location)).read()).toEqual(new Map());
  });
});
