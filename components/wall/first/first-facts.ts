import { sortReadings } from "@/components/status/fleet-sort";
import { fleetWords } from "@/components/status/fleet-words";
import { type Reading, readingsOf } from "@/components/status/live-cluster";
import { createNameOrder } from "@/components/status/name-order";
import type { Totals, UncheckedFleet } from "@/lib/contract/fleet";
import { isOld } from "@/lib/domain/cluster/freshness";
import { NOTHING_WRONG } from "@/lib/domain/cluster/headline";
import { cachedPerObject } from "@/lib/domain/text/cached-per-object";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { NO_AGES } from "@/lib/queries/ages/fleet-ages";
import { fleetFromAnswer } from "@/lib/queries/fleet-from-answer";
import { fleetFromGuestAnswer } from "@/lib/queries/guests/fleet-from-guest-answer";
import { freshnessesAt } from "@/lib/queries/liveness/freshnesses";
import { type StableFleet, stableFleet } from "@/lib/queries/stable-fleet";
import { type Problem, problemsOf } from "../views/wall-problems";

/** What the page will be answered when it asks for the fleet: nothing else is known here. */
export interface FleetBytes {
  body(coding: "identity"): Promise<Uint8Array>;
}

/** What the picture shows that is in the page itself. */
export interface FirstFacts {
  /** When it was true: when the oldest of the readings that count as reporting was taken. */
  at: EpochMs;
  headline: readonly [string, ...string[]];
  /** Worst first. */
  readings: readonly Reading[];
  problems: readonly Problem[];
  totals: Totals;
  /** Whether all readings are old. */
  wasRead: boolean;
}

/** For people who are signed in. Found once for each answer, however many open a wall meanwhile. */
export const memberFacts = cachedPerObject((answer: FleetBytes) => readFacts(answer, fleetFromAnswer));

/** For screens of one link: the answer of a link is an object of its own, and always with costs or always without. */
export function guestFacts(answer: FleetBytes, showsCosts: boolean): Promise<FirstFacts | null> {
  return (showsCosts ? guestFactsWithCosts : guestFactsWithoutCosts)(answer);
}
const guestFactsWithCosts = cachedPerObject((answer: FleetBytes) =>
  readFacts(answer, (value) => fleetFromGuestAnswer(value, true)),
);
const guestFactsWithoutCosts = cachedPerObject((answer: FleetBytes) =>
  readFacts(answer, (value) => fleetFromGuestAnswer(value, false)),
);

async function readFacts(
  answer: FleetBytes,
  toFleet: (value: unknown) => UncheckedFleet | null,
): Promise<FirstFacts | null> {
  const fleet = toFleet(JSON.parse(new TextDecoder().decode(await answer.body("identity"))));
  return fleet === null ? null : factsOf(stableFleet(undefined, fleet));
}

export function factsOf(fleet: StableFleet): FirstFacts {
  const { clusters, accounts, totals, demo, historyProblem } = fleet;
  const now = Date.parse(fleet.generatedAt);
  const living = createNameOrder()(clusters.filter(({ status }) => status !== "terminated"));
  const readings = sortReadings(readingsOf(living, freshnessesAt(fleet, now).freshnesses), "worst", false, NO_AGES);
  const [first, ...others] = fleetWords(readings, accounts, now);
  const asides = [...(demo ? ["made-up data"] : []), ...(historyProblem ? ["history is not being written"] : [])];
  const reporting = readings.filter(({ freshness }) => !isOld(freshness));
  return {
    at: Math.min(now, ...reporting.map(({ cluster }) => Date.parse(cluster.observedAt))),
    headline: [pastWords(first), ...asides, ...others],
    readings,
    problems: problemsOf(readings, accounts, now),
    totals,
    wasRead: readings.length > 0 && reporting.length === 0,
  };
}

/** It may remain on the screen, if no script ever loads: that nothing is wrong only a living page says. */
function pastWords(first: string): string {
  return first === NOTHING_WRONG ? "Nothing needed attention" : first;
}
