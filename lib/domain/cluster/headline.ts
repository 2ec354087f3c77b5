import { formatCount, formatCounted } from "../text/format";
import type { AccountState } from "./cluster";
import { isOld } from "./freshness";
import { type Marked, markOf, needsAttention } from "./mark";

/** The first words about a fleet in which all is well. */
export const NOTHING_WRONG = "Nothing needs attention";

interface HeadlineInput {
  clusters: readonly Marked[];
  accounts: readonly { state: AccountState }[];
  /** How many accounts are suspended by their provider, and how many will run out of money within a day. */
  billing?: { suspended: number; low: number };
}

/** The state of the fleet in words, most important first: ["2 clusters need attention", "37 of 40 reporting"]. Never empty. */
export function headlineOf({ clusters, accounts, billing }: HeadlineInput): [string, ...string[]] {
  if (accounts.length === 0) return ["No account is connected"];
  const failing = accounts.filter(({ state }) => state === "failing").length;
  const troubles = billingWords(billing);
  const paused = accounts.filter(({ state }) => state === "paused").length;
  const pausedWords = paused === 0 ? [] : [`${formatCounted(paused, "account")} paused`];
  if (clusters.length === 0) return [emptyFleetWords(accounts, failing), ...troubles, ...pausedWords];

  const living = clusters.filter(({ status }) => status !== "terminated");
  const reporting = living.filter(({ freshness }) => !isOld(freshness));
  const troubled = living.filter(needsAttention).length;
  const unsure = reporting.filter((cluster) => markOf(cluster) === "unknown").length;
  const silent = living.length - reporting.length;

  const failingWords = failing > 0 ? `${formatCounted(failing, "account")} failing` : null;
  const parts: string[] = [];
  if (troubled > 0) parts.push(`${formatCounted(troubled, "cluster")} ${troubled === 1 ? "needs" : "need"} attention`);
  parts.push(...troubles);
  if (living.length > 0 && reporting.length === 0) {
    parts.push(
      living.length === 1
        ? "The only cluster is not reporting"
        : `None of ${formatCounted(living.length, "cluster")} is reporting`,
    );
  } else if (living.length > 0) {
    if (troubled === 0 && silent > 0) parts.push(`${formatCounted(silent, "cluster")} not reporting`);
    else if (parts.length === 0) parts.push(failingWords ?? NOTHING_WRONG);
    parts.push(`${formatCount(reporting.length)} of ${formatCount(living.length)} reporting`);
  }
  if (unsure > 0) parts.push(`${formatCount(unsure)} of unknown health`);
  if (failingWords !== null && !parts.includes(failingWords)) parts.push(failingWords);
  parts.push(...pausedWords);
  const [first = "No cluster is left", ...rest] = parts;
  return [first, ...rest];
}

function billingWords(billing: HeadlineInput["billing"]): string[] {
  const { suspended = 0, low = 0 } = billing ?? {};
  const parts: string[] = [];
  if (suspended > 0) parts.push(`${formatCounted(suspended, "account")} suspended`);
  if (low > 0) parts.push(`${formatCounted(low, "account")} out of money within a day`);
  return parts;
}

function emptyFleetWords(accounts: HeadlineInput["accounts"], failing: number): string {
  if (failing === accounts.length) {
    return failing === 1 ? "The account cannot be read" : `None of ${formatCounted(failing, "account")} can be read`;
  }
  return accounts.some(({ state }) => state === "starting")
    ? "Reading your accounts for the first time"
    : "No clusters";
}
