import "server-only";
import type { z } from "zod";
import type { AccountBilling } from "@/lib/domain/cluster/account-billing";
import { parseUsd } from "@/lib/domain/money/cost";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { createSeldom } from "@/lib/server/providers/seldom";
import type { balanceSchema } from "./wire";

const CACHE_MS = 5 * MINUTE_MS;
const USD = "USD";

type WireBalance = z.infer<typeof balanceSchema>;

interface BalanceOptions {
  now: () => EpochMs;
  hasRoom: () => boolean;
  readBalance: (signal: AbortSignal) => Promise<WireBalance>;
}

/** The balance, which also says in which currency prices are. */
export function createBalanceReader({ now, hasRoom, readBalance }: BalanceOptions) {
  const balance = createSeldom({ now, hasRoom, ask: readBalance, keepMs: () => CACHE_MS });
  return {
    ask: (signal: AbortSignal) => balance.ask(signal),
    /** Resolves once there is an answer or none is to be had now. */
    known: async (): Promise<void> => {
      if (balance.latest().readAt === null) await balance.settled();
    },
    /** `null` while it is not known. Of a key that may not read it: the currency of the provider's own lists. */
    currency: (): string | null => {
      const { answer, trouble } = balance.latest();
      if (answer !== null) return currencyOf(answer);
      return trouble === "refused" ? USD : null;
    },
    billing: (): AccountBilling | null => {
      const { answer, readAt } = balance.latest();
      if (answer === null || readAt === null) return null;
      return { ...amountOf(answer), suspension: null, quotas: [], readAt };
    },
    warnings: (): string[] => {
      switch (balance.latest().trouble) {
        case "refused":
          return ["This key may not read the balance: prices are taken for US dollars"];
        case "failed":
          return ["The balance could not be read lately, so it may have changed since"];
        default:
          return [];
      }
    },
  };
}

function currencyOf({ currency }: WireBalance): string {
  return currency?.toUpperCase() ?? USD;
}

function amountOf(balance: WireBalance): Pick<AccountBilling, "balanceUsdMicros" | "foreignBalance"> {
  const currency = currencyOf(balance);
  if (currency === USD) return { balanceUsdMicros: parseUsd(balance.amount) };
  const amount = balance.amount ?? null;
  return { balanceUsdMicros: null, ...(amount !== null && { foreignBalance: { amount, currency } }) };
}
