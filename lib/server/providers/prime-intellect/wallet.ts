import "server-only";
import type { AccountReading } from "@/lib/domain/account";
import type { EpochMs } from "@/lib/domain/cluster";
import type { UsdMicros } from "@/lib/domain/cost";
import { readStringProperty } from "@/lib/server/providers/items";
import { createSeldom } from "@/lib/server/providers/seldom";
import type { Billed } from "./billing";

const BALANCE_KEPT_MS = 5 * 60_000;
const BILLS_KEPT_MS = 3_600_000;

interface WalletOptions {
  now: () => EpochMs;
  /** `teamId` is `null` for the wallet of the key's owner. A balance of `null` is not in dollars. */
  readBalance: (teamId: string | null, signal: AbortSignal) => Promise<UsdMicros | null>;
  readBilled: (teamId: string | null, signal: AbortSignal) => Promise<Billed | null>;
}

export interface ReadWallet {
  /** `null` where the balance is not known, or is not what these clusters are paid from. */
  account: AccountReading | null;
  billed: Billed | null;
  warnings: string[];
}

/** The wallet that the listed clusters are paid from: a team's where all of them are one team's, else that of the key's owner. */
export function createWalletReader({ now, readBalance, readBilled }: WalletOptions) {
  const open = (teamId: string | null) => ({
    teamId,
    readBalance: createSeldom({ now, ask: (signal) => readBalance(teamId, signal), keepMs: () => BALANCE_KEPT_MS }),
    readBilled: createSeldom({ now, ask: (signal) => readBilled(teamId, signal), keepMs: () => BILLS_KEPT_MS }),
  });
  let wallet = open(null);

  return async (listed: readonly unknown[], signal: AbortSignal): Promise<ReadWallet> => {
    const teamId = commonTeam(listed);
    if (teamId !== wallet.teamId) wallet = open(teamId);
    const balance = await wallet.readBalance(signal);
    if (balance.trouble === "refused") return without("This key may not read the wallet");
    const { answer: billed } = await wallet.readBilled(signal);
    if (countPayers(listed) > 1) return { ...without("Several wallets pay for these clusters"), billed };
    if (balance.readAt === null) return { ...without("The wallet could not be read"), billed };
    const account = { balanceUsdMicros: balance.answer, suspension: null, quotas: [], readAt: balance.readAt };
    return { account, billed, warnings: [] };
  };
}

function without(why: string): ReadWallet {
  return { account: null, billed: null, warnings: [`${why}, so the balance and how long it lasts are not known`] };
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
