import { setTimeout as sleep } from "node:timers/promises";
import { readFleet, startFleetApp } from "../kit/fleet-app";
import { residentMb } from "../kit/process-usage";
import type { Row } from "../kit/row";

const CLUSTERS = 500;
const ACCOUNTS = 20;
const MAX_RATIO = 1.05;
const MAX_MB = 300;
const LOOK_EVERY_MS = 500;

/** Whether the server grows with polling. Twenty accounts, each polled every second, stand for days of one; one viewer looks on. */
export async function serverMemory(isQuick: boolean): Promise<Row[]> {
  const [first, last] = isQuick ? [200, 1_000] : [1_000, 10_000];
  await using app = await startFleetApp({ clusters: CLUSTERS, accounts: ACCOUNTS, pollIntervalMs: 1_000 });
  const polls = countPolls(app.fleetUrl);
  await polls.reach(first);
  const before = await residentMb(app.pid);
  await polls.reach(last);
  const after = await residentMb(app.pid);

  const ratio = after / before;
  const what = `Server memory after ${last} polls of ${CLUSTERS} clusters`;
  return [
    {
      what,
      target: `≤ ${MAX_RATIO} × after ${first}`,
      measured: `${ratio.toFixed(3)} ×`,
      isMet: ratio <= MAX_RATIO,
      against: "a bare Next route that fetches a provider itself grew past 1.3 GB",
    },
    {
      what,
      target: `< ${MAX_MB} MB`,
      measured: `${before.toFixed(0)} → ${after.toFixed(0)} MB`,
      isMet: after < MAX_MB,
      against: "Homepage 440 MB under load",
    },
  ];
}

/** Counts the polls of all accounts by looking more often than any of them polls. */
function countPolls(fleetUrl: string) {
  const seen = new Map<string, string | null>();
  let polls = 0;
  return {
    reach: async (count: number) => {
      while (polls < count) {
        for (const { id, lastAttemptAt } of (await readFleet(fleetUrl)).accounts) {
          if (seen.get(id) !== lastAttemptAt) polls += 1;
          seen.set(id, lastAttemptAt);
        }
        await sleep(LOOK_EVERY_MS);
      }
    },
  };
}
