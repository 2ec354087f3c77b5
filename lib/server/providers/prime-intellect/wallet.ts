import "server-only";
import type { AccountBilling } from "@/lib/domain/cluster/account-billing";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { readStringProperty } from "@/lib/server/providers/items";
import { createSeldom, type SeldomAnswer } from "@/lib/server/providers/seldom";
import type { Billed, BillsRead } from "./billing";

const BALANCE_CACHE_MS = 5 * 60_000;
const BILLS_CACHE_MS = 3_600_000;
const BALANCE_UNKNOWN = "so the balance and how long it lasts are not known";

interface WalletOptions {
  now: () => EpochMs;
  hasRoom: () => boolean;
  /** `teamId` is `null` for the wallet of the key's owner. A balance of `null` is not in dollars. */
  readBalance: (teamId: string | null, signal: AbortSignal) => Promise<UsdMicros | null>;
  openBills: (teamId: string | null) => (signal: AbortSignal) => Promise<BillsRead>;
}

export interface ReadWallet {
  /** `null` if the balance is unknown, or is not what these clusters are paid from. */
  billing: AccountBilling | null;
  billed: Billed | null;
  warnings: string[];
}

/** The wallet that the listed clusters are paid from: a team's where all of them are one team's, else that of the key's owner. */
export function createWalletReader({ now, hasRoom, readBalance, openBills }: WalletOptions) {
  const common = { now, hasRoom };
  const open = (teamId: string | null) => ({
    teamId,
    balance: createSeldom({
      ...common,
      ask: (signal) => readBalance(teamId, signal),
      keepMs: () => BALANCE_CACHE_MS,
    }),
    bills: createSeldom({
      ...common,
      ask: openBills(teamId),
      keepMs: ({ isDone }) => (isDone ? BILLS_CACHE_MS : 0),
    }),
  });
  let wallet = open(null);

  /** What is known now. Calls that are due run beside the poll, and join the next reading. */
  return (listed: readonly unknown[], signal: AbortSignal): ReadWallet => {
    const teamId = commonTeam(listed);
    if (teamId !== wallet.teamId) wallet = open(teamId);
    wallet.balance.ask(signal);
    const balance = wallet.balance.latest();
    if (balance.trouble === "refused")
      return { billing: null, billed: null, warnings: [`This key may not read the wallet, ${BALANCE_UNKNOWN}`] };
    // A wallet that does not reveal its balance does not reveal its bills either.
    if (balance.readAt !== null && balance.trouble === null) wallet.bills.ask(signal);
    const bills = wallet.bills.latest();
    const billed = bills.answer?.billed ?? null;
    const late = lateBills(bills);
    if (countPayers(listed) > 1)
      return {
        billing: null,
        billed,
        warnings: [`Several wallets pay for these clusters, ${BALANCE_UNKNOWN}`, ...late],
      };
    return { billing: toBilling(balance), billed, warnings: [...lateBalance(balance), ...late] };
  };
}

function toBilling({ answer, readAt }: SeldomAnswer<UsdMicros | null>): AccountBilling | null {
  return readAt === null ? null : { balanceUsdMicros: answer, suspension: null, quotas: [], readAt };
}

function lateBalance({ trouble, readAt }: SeldomAnswer<unknown>): string[] {
  if (trouble !== "failed") return [];
  if (readAt === null) return [`The wallet could not be read, ${BALANCE_UNKNOWN}`];
  return ["The wallet could not be read lately, so the balance and how long it lasts may have changed since"];
}

function lateBills({ trouble }: SeldomAnswer<unknown>): string[] {
  return trouble === "failed" ? ["The bills could not be read lately, so what was billed may be missing or old"] : [];
}

/** The id never leaves the adapter. `null` where there is none, or more than one. */
function commonTeam(listed: readonly unknown[]): string | null {
  const teams = new Set(listed.map((item) => readStringProperty(item, "teamId")));
  const [only = null] = teams;
  return teams.size === 1 ? only : null;
}

/** A cluster or pod is paid for by its team; without one, by its user. */
function countPayers(listed: readonly unknown[]): number {
  return new Set(listed.map((item) => readStringProperty(item, "teamId") ?? readStringProperty(item, "userId"))).size;
}
