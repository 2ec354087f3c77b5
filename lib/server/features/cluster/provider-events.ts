import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Application } from "../../http/application";
import { askProvider } from "../../http/ask-provider";
import { type FleetSource, findCluster } from "../../http/find-cluster";
import { problemOf } from "../../http-problem";
import { NOTHING_TOLD, type ToldEvents } from "../../views/timeline/timeline-view";

/** How long a timeline waits for the provider; everything else in it is there at once. */
const MAX_WAIT_MS = 4_000;

/**
 * The provider's own events of a cluster. The timeline does not depend on them, so a provider that fails costs nothing.
 */
export async function providerEvents(
  application: FleetSource & Pick<Application, "onDemandReads">,
  clusterId: string,
): Promise<ToldEvents> {
  try {
    const { snapshot, tracked } = findCluster(application, clusterId);
    // An account in trouble reports that itself, and is left alone.
    if (snapshot.problem || !tracked.reading.onDemand.includes("events")) return NOTHING_TOLD;
    const asked = askProvider(application.onDemandReads.events, snapshot, tracked.reading);
    const events = await Promise.race([asked, sleep(MAX_WAIT_MS, "late" as const, { ref: false })]);
    // The request continues, and its answer is cached for whoever asks next.
    if (events === "late")
      return { events: [], problem: `${snapshot.provider.label} has not answered yet. They will be here soon.` };
    return { events: events ?? [], problem: null };
  } catch (error) {
    const problem = problemOf(error)?.problem;
    if (problem === undefined) throw error;
    const { code, detail } = problem;
    return code === "not-found" ? NOTHING_TOLD : { events: [], problem: detail };
  }
}
