import { setTimeout as sleep } from "node:timers/promises";
import type { Attack } from "./attack";
import { fromAddress } from "./crowd";

const PAIRINGS = 1_000;
const AT_ONCE = 50;

let screens = 0;

export const strangersPairings: Attack = {
  name: `${PAIRINGS} pairings asked`,
  run: async ({ app }, ending) => {
    const ask = async (client: number) => {
      const answer = await fetch(`${app.url}/api/pairings`, {
        method: "POST",
        headers: { Origin: app.url, ...fromAddress(client) },
      });
      await answer.arrayBuffer();
      return answer.status;
    };
    const statuses: number[] = [];
    while (statuses.length < PAIRINGS) {
      const first = statuses.length;
      statuses.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => ask(first + index)))));
    }
    // Another screen in each round, from an address that has not asked before.
    screens += 1;
    const ofAScreen = await ask(PAIRINGS + screens);
    if (!ending.aborted) await sleep(2 ** 31 - 1, undefined, { signal: ending }).catch(() => {});
    const accepted = statuses.filter((status) => status < 400).length;
    return `${accepted} of ${statuses.length} accepted; a screen after them: ${ofAScreen}`;
  },
};
