import "server-only";
import type { AccountBilling } from "@/lib/domain/cluster/account-billing";
import { parseUsd } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { createSeldom } from "@/lib/server/providers/seldom";
import { accruedOf, type Charged, type ChargesRead } from "./charges";
import type { WireInstance, WireUser } from "./wire";

const BALANCE_CACHE_MS = 5 * MINUTE_MS;
const CHARGES_CACHE_MS = 10 * MINUTE_MS;

interface AccountOptions {
  now: () => EpochMs;
  hasRoom: () => boolean;
  readUser: (signal: AbortSignal) => Promise<WireUser>;
  readCharges: (instances: readonly WireInstance[], signal: AbortSignal) => Promise<ChargesRead>;
}

/** What is asked beside the list of instances and joined to a later reading: the balance, and what was charged. */
export function createAccountReader({ now, hasRoom, readUser, readCharges }: AccountOptions) {
  let listed: readonly WireInstance[] = [];
  const user = createSeldom({ now, hasRoom, ask: readUser, keepMs: () => BALANCE_CACHE_MS });
  const charges = createSeldom({
    ...{ now, hasRoom },
    ask: (signal) => readCharges(listed, signal),
    keepMs: ({ isDone }) => (isDone ? CHARGES_CACHE_MS : 0),
  });
  return {
    askBalance: (signal: AbortSignal) => user.ask(signal),
    askCharges: (instances: readonly WireInstance[], signal: AbortSignal) => {
      listed = instances;
      charges.ask(signal);
    },
    billing: (): AccountBilling | null => {
      const { answer, readAt } = user.latest();
      if (answer === null || readAt === null) return null;
      return { balanceUsdMicros: balanceOf(answer), suspension: null, quotas: [], readAt };
    },
    accrued: (instances: readonly WireInstance[]): ReturnType<typeof accruedOf> | null => {
      const charged: Charged | null = charges.latest().answer?.charged ?? null;
      return charged === null ? null : accruedOf(instances, charged);
    },
    warnings: (): string[] => [
      ...troubleWords(user.latest().trouble, "the account", "user_read", "so the balance is not known"),
      ...troubleWords(charges.latest().trouble, "the charges", "billing_read", "so what Vast.ai charged is not shown"),
    ],
  };
}

/** Money that was paid in is `credit`; in answers without it, `balance` is what is left. */
function balanceOf({ credit, balance }: WireUser): AccountBilling["balanceUsdMicros"] {
  return parseUsd(credit ?? balance);
}

function troubleWords(trouble: "refused" | "failed" | null, what: string, permission: string, hence: string): string[] {
  switch (trouble) {
    case "refused":
      return [`This key may not read ${what}, ${hence}: it lacks the permission ${permission}`];
    case "failed":
      return [`${what.replace(/^t/, "T")} could not be read lately, so what is shown of it may be missing or old`];
    default:
      return [];
  }
}
