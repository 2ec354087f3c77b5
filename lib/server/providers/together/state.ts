import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import type { Billing } from "@/lib/domain/money/rate";

export interface State {
  status: ClusterStatus;
  health: Health;
  billing: Billing;
  /** What the word says, in words; `null` if the status says as much. */
  detail: string | null;
}

const waiting = (detail: string): State => ({ status: "provisioning", health: "unknown", billing: "unknown", detail });
/** Whether anything is charged while a cluster is paused is not documented: its volumes probably are. */
const paused = (detail: string | null): State => ({ status: "stopped", health: "unknown", billing: "unknown", detail });

// A Map, so that no word can reach a prototype.
const STATES: ReadonlyMap<string, State> = new Map<string, State>([
  ["waitingforcontrolplanenodes", waiting("Waiting for control plane nodes")],
  ["waitingfordataplanenodes", waiting("Waiting for worker nodes")],
  ["waitingforsubnet", waiting("Waiting for its network")],
  ["waitingforsharedvolume", waiting("Waiting for its shared volume")],
  ["installingdrivers", waiting("Installing drivers")],
  ["runningacceptancetests", waiting("Running acceptance tests")],
  ["ready", { status: "running", health: "healthy", billing: "full", detail: null }],
  ["degraded", { status: "degraded", health: "degraded", billing: "full", detail: null }],
  ["paused", paused(null)],
  ["ondemandcomputepaused", paused("Its machines on demand are paused")],
  ["deleting", { status: "terminating", health: "unknown", billing: "unknown", detail: null }],
]);

const UNKNOWN_STATE: State = { status: "unknown", health: "unknown", billing: "unknown", detail: null };

/** A word that is not known is `unknown`, never healthy. */
export function stateOf(word: string | null | undefined): State {
  return STATES.get(plain(word)) ?? UNKNOWN_STATE;
}

/** No document lists what nodes say, so only words that can be meant in one way are understood. */
const NODE_STATES: readonly (readonly [words: RegExp, state: Pick<State, "status" | "health">])[] = [
  [/^(?:ready|running|active|healthy|ok|up|available)$/, { status: "running", health: "healthy" }],
  [
    /^(?:waiting.*|pending|provisioning|creating|booting|starting|installing.*|initiali[sz]ing|running.+tests?)$/,
    { status: "provisioning", health: "unknown" },
  ],
  [
    /^(?:degraded|cordoned|draining|drained|schedulingdisabled|.*repair.*)$/,
    { status: "degraded", health: "degraded" },
  ],
  [
    /^(?:notready|unhealthy|failed|failure|error|down|offline|unreachable|lost)$/,
    { status: "error", health: "unhealthy" },
  ],
  [/^(?:paused|stopped|.*computepaused)$/, { status: "stopped", health: "unknown" }],
  [/^(?:deleting|terminating)$/, { status: "terminating", health: "unknown" }],
  [/^(?:deleted|terminated)$/, { status: "terminated", health: "unknown" }],
];

export function nodeStateOf(word: string | null | undefined): Pick<State, "status" | "health"> {
  return NODE_STATES.find(([words]) => words.test(plain(word)))?.[1] ?? { status: "unknown", health: "unknown" };
}

function plain(word: string | null | undefined): string {
  return (word ?? "").replace(/[\s_-]+/g, "").toLowerCase();
}
