import { expect, it, onTestFinished } from "vitest";
import { LostLease } from "../coordination/leases";
import { StoreError } from "../store/store-error";
import { createRounds } from "./rounds";

/** Looks of a server that judges, or did until now, each of which ends like this. */
function lookingThatFails(failure: Error) {
  const said: string[] = [];
  const nothing = async () => {};
  const rounds = createRounds({
    engine: {
      look: () => Promise.reject(failure),
      ...{ showAgain: nothing, adopt: () => {}, nextAt: () => null, isJudge: () => true, open: () => new Map() },
    },
    past: {
      ...{ refresh: nothing, revision: () => 1, remembered: () => null, clusterNumber: () => null, budgets: () => [] },
    },
    amounts: { keepOnly: () => {}, refresh: nothing, refreshOlder: nothing, of: () => null },
    sender: { sendDue: nothing, nextAt: async () => null, idle: nothing },
    unstored: { note: (detail) => said.push(detail), handOver: nothing, forget: () => {} },
    onLook: () => {},
    log: { warn: (_fields: unknown, sentence?: string) => said.push(String(sentence)) },
    now: Date.now,
  });
  onTestFinished(() => rounds.stop());
  return { rounds, said };
}

it("ends a look in peace if another server has begun to judge meanwhile", async () => {
  const { rounds, said } = lookingThatFails(new LostLease("Another server has taken over alerts."));
  await rounds.look();
  expect(said).toEqual([]);
});

it("says what is wrong with a store in which alerts cannot be stored", async () => {
  const { rounds, said } = lookingThatFails(new StoreError("full", "The disk is full."));
  await expect(rounds.look()).rejects.toThrow("The disk is full.");
  expect(said).toEqual(["The disk is full."]);
});
