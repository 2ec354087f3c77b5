import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Application } from "../../http/application";
import { askProvider } from "../../http/ask-provider";
import { findCluster } from "../../http/find-cluster";
import { HttpProblem } from "../../http-problem";
import { NOTHING_TOLD, type ToldEvents } from "../../views/timeline/timeline-view";

/** The rest of a timeline is there at once: it waits no longer than a person likes to. */
const MAX_WAIT_MS = 4_000;

/** What the provider itself tells of a cluster's past. The timeline is whole without it, so a provider that fails costs nothing. */
export async function providerEvents(application: Application, clusterId: string): Promise<ToldEvents> {
  try {
    const { snapshot, tracked } = findCluster(application, clusterId);
    // An account that is in trouble says so itself, and is left alone.
    if (snapshot.problem || !tracked.reading.onDemand.includes("events")) return NOTHING_TOLD;
    const asked = askProvider(application.onDemandReads.events, snapshot, tracked.reading);
    const events = await Promise.race([asked, sleep(MAX_WAIT_MS, "late" as const, { ref: false })]);
    // The request goes on, and its answer serves whoever asks next.
    if (events === "late")
      return { events: [], problem: `${snapshot.provider.label} has not told them yet. They will be here soon.` };
    return { events: events ?? [], problem: null };
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    const { code, detail } = error.problem;
    return code === "not-found" ? NOTHING_TOLD : { events: [], problem: detail };
  }
}
