import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import { isMoreThan, parseUsdPerHour } from "@/lib/domain/money/cost";
import { formatRate } from "@/lib/domain/money/format-usd";
import type { Billing } from "@/lib/domain/money/rate";
import type { WireInstance } from "./wire";

export interface State {
  status: ClusterStatus;
  health: Health;
  billing: Billing;
}

type StateFields = Pick<WireInstance, "actual_status" | "cur_state" | "intended_status">;
type BidFields = Pick<WireInstance, "is_bid" | "min_bid" | "dph_base">;

/** Documents contradict each other about whether loading is charged. */
const PROVISIONING: State = { status: "provisioning", health: "unknown", billing: "unknown" };
const UNKNOWN: State = { status: "unknown", health: "unknown", billing: "unknown" };
const STOPPED: State = { status: "stopped", health: "unknown", billing: "reduced" };

// A Map, so that no word can reach a prototype.
const STATES: ReadonlyMap<string, State> = new Map<string, State>([
  ["created", PROVISIONING],
  ["loading", PROVISIONING],
  ["running", { status: "running", health: "healthy", billing: "full" }],
  ["rebooting", { status: "running", health: "unknown", billing: "full" }],
  ["frozen", { status: "stopped", health: "unknown", billing: "full" }],
  ["stopped", STOPPED],
  ["exited", { status: "error", health: "unhealthy", billing: "unknown" }],
  ["unknown", UNKNOWN],
  ["offline", { status: "error", health: "unhealthy", billing: "none" }],
]);

/** `cur_state` of a contract; `unloaded` is one that is being destroyed. */
const CONTRACT_STATES: ReadonlySet<string> = new Set(["running", "stopped", "unloaded"]);

export function stateOf({ actual_status, cur_state, intended_status }: StateFields): State {
  const contract = lower(cur_state);
  if (contract === "unloaded") return { status: "terminating", health: "unknown", billing: "unknown" };
  const known = statusWord(actual_status, contract);
  if (known === undefined) return UNKNOWN;
  const isToStop = lower(intended_status) === "stopped";
  // An interruptible instance that is outbid while it is being made keeps the word for that.
  if (known.status === "provisioning" && isToStop && contract === "stopped") return STOPPED;
  if (lower(actual_status) === "running" && isToStop) return { status: "stopping", health: "unknown", billing: "full" };
  if (known === STOPPED && isWaiting({ actual_status, intended_status })) return { ...STOPPED, health: "degraded" };
  return known;
}

/** An instance whose status is said to be none is being made, unless its contract is in a state that is not known. */
function statusWord(actualStatus: string | null | undefined, contract: string): State | undefined {
  if (actualStatus !== null) return STATES.get(lower(actualStatus));
  return contract === "" || CONTRACT_STATES.has(contract) ? PROVISIONING : undefined;
}

/** Whether it is to run and gets no GPU. */
function isWaiting({ actual_status, intended_status }: Omit<StateFields, "cur_state">): boolean {
  return lower(actual_status) === "stopped" && lower(intended_status) === "running";
}

/** In words, why an instance that is stopped does not run, other than by its owner's wish; `null` if nothing says so. */
export function stoppedReason(name: string, instance: StateFields & BidFields): string | null {
  if (stateOf(instance).status !== "stopped" || lower(instance.actual_status) === "frozen") return null;
  const [bid, lowest] = [parseUsdPerHour(instance.dph_base), parseUsdPerHour(instance.min_bid)];
  if (instance.is_bid && bid !== null && lowest !== null && isMoreThan(lowest, bid))
    return `${name} is outbid: it bids ${formatRate(bid)}, and needs ${formatRate(lowest)} to run`;
  if (!isWaiting(instance)) return null;
  return instance.is_bid
    ? `${name} is interrupted, and waits until its bid is high enough`
    : `${name} is to run, but waits for its GPUs, which are rented to somebody else`;
}

/** Why an instance of this name is not healthy, as sentences; none where its status speaks for itself. */
export function stateReasons(name: string, instance: WireInstance): string[] {
  const { status } = stateOf(instance);
  const message = instance.status_msg ?? null;
  switch (lower(instance.actual_status)) {
    case "offline":
      return [`${name} is offline: its host has lost contact with Vast.ai`];
    case "unknown":
      return [`Vast.ai has not heard from the host of ${name} lately`];
    case "rebooting":
      return [`${name} is rebooting`];
    case "exited":
      return [`${name} has exited${message === null ? "" : `: ${message}`}`];
  }
  if (status === "unknown") return [`${name} reports a status that Clusterdeck does not know`];
  const stopped = stoppedReason(name, instance);
  return stopped === null ? [] : [stopped];
}

function lower(word: string | null | undefined): string {
  return word?.trim().toLowerCase() ?? "";
}
