import type { Account } from "@/lib/contract/fleet";
import { type Freshness, isOld } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";

const MARKS: Record<Account["state"], Mark> = {
  ok: "healthy",
  limited: "degraded",
  failing: "down",
  starting: "working",
  paused: "stopped",
};

/** The mark for an account's API. One that was fine but has not answered since is unknown. */
export function accountMark(state: Account["state"], freshness: Freshness): Mark {
  return state === "ok" && isOld(freshness) ? "unknown" : MARKS[state];
}

const WORDS: Record<Account["state"], string> = {
  ok: "ok",
  limited: "limited",
  failing: "failing",
  starting: "starting",
  paused: "paused",
};

export function accountStateWords(state: Account["state"], freshness: Freshness): string {
  if (state === "starting") return "being read for the first time";
  return state === "ok" && isOld(freshness) ? "was ok" : WORDS[state];
}
