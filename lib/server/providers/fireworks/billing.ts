import "server-only";
import { type AccountBilling, type Quota, sortQuotas } from "@/lib/domain/cluster/account-billing";
import { clip } from "@/lib/domain/text/scrub";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { createSeldom, type SeldomAnswer } from "@/lib/server/providers/seldom";
import { enumOf, idOf, type WireAccount, type WireQuota } from "./wire";

const ACCOUNT_CACHE_MS = 5 * MINUTE_MS;
/** Somebody who has just paid wants to see the suspension end. */
const SUSPENSION_CACHE_MS = MINUTE_MS;
const QUOTAS_CACHE_MS = 10 * MINUTE_MS;
const MAX_QUOTAS = 50;

const ACCOUNT_KEPT_BACK = "Fireworks keeps the account from this key, so whether it is suspended is not known";

interface BillingOptions {
  now: () => EpochMs;
  hasRoom: () => boolean;
  /** `null` where Fireworks knows no such account, or keeps it from this key. */
  readAccount: (signal: AbortSignal) => Promise<WireAccount | null>;
  readQuotas: (signal: AbortSignal) => Promise<ReadQuotas>;
}

export interface ReadQuotas {
  quotas: readonly WireQuota[];
  /** `false` if there are more than were read. */
  complete: boolean;
}

export interface ReadBilling {
  /** `null` if nothing is known about it. */
  billing: AccountBilling | null;
  warnings: string[];
}

/**
 * What Fireworks says about the account itself: two calls, each made rarely, beside the polls, and failing
 * independently.
 */
export function createBillingReader({ now, hasRoom, readAccount, readQuotas }: BillingOptions) {
  const accounts = createSeldom({
    ...{ now, hasRoom, ask: readAccount },
    keepMs: (account) => (account && suspensionOf(account) !== null ? SUSPENSION_CACHE_MS : ACCOUNT_CACHE_MS),
  });
  const quotaLists = createSeldom({ now, hasRoom, ask: readQuotas, keepMs: () => QUOTAS_CACHE_MS });

  return {
    ask: (signal: AbortSignal) => {
      accounts.ask(signal);
      quotaLists.ask(signal);
    },
    /** Waits for the account's answer where it is under way, for readings that mean nothing without it. */
    readAccountState: async (): Promise<{ isUnknown: boolean; suspension: string | null }> => {
      await accounts.settled();
      const { answer, readAt } = accounts.latest();
      return { isUnknown: answer === null && readAt !== null, suspension: answer && suspensionOf(answer) };
    },
    latest: (): ReadBilling => {
      const account = accounts.latest();
      const quotas = quotaLists.latest();
      const moments = [account.answer === null ? null : account.readAt, quotas.readAt].filter((at) => at !== null);
      // The older of the two times: what is shown is never older than stated.
      const readAt = moments.length > 0 ? Math.min(...moments) : null;
      return {
        billing: readAt === null ? null : { ...toAccountBilling(account.answer, quotas.answer?.quotas ?? []), readAt },
        warnings: [
          ...(account.answer === null && account.readAt !== null ? [ACCOUNT_KEPT_BACK] : []),
          ...warningOf(account, "read the account", "The account", "whether it is suspended"),
          ...warningOf(quotas, "list quotas", "The quotas", "what is left of them"),
          ...(quotas.answer?.complete === false ? ["There are more quotas than were read, so some are missing"] : []),
        ],
      };
    },
  };
}

function toAccountBilling(account: WireAccount | null, quotas: readonly WireQuota[]): Omit<AccountBilling, "readAt"> {
  return {
    balanceUsdMicros: null,
    suspension: account && suspensionOf(account),
    quotas: toQuotas(quotas),
  };
}

/** proto3 omits defaults: an account that does not mention it is not suspended. */
export function suspensionOf({ suspendState: state }: WireAccount): string | null {
  switch (enumOf(state) || "UNSUSPENDED") {
    case "UNSUSPENDED":
      return null;
    case "FAILED_PAYMENTS":
      return "Fireworks has suspended this account because a payment failed. Check its payment method and open invoices at Fireworks.";
    case "CREDIT_DEPLETED":
      return "Fireworks has suspended this account because its credit is used up. Add credit at Fireworks.";
    case "MONTHLY_SPEND_LIMIT_EXCEEDED":
      return "Fireworks has suspended this account because it has reached its monthly spend limit. Raise the limit at Fireworks, or wait for the next month.";
    case "BLOCKED_BY_ABUSE_RULE":
      return "Fireworks has suspended this account by a rule against abuse. Write to Fireworks' support.";
    default:
      return `Fireworks has suspended this account and gives the unfamiliar reason ${state}. Ask Fireworks why.`;
  }
}

/**
 * Fullest first. `value` is what is enforced, and proto3 omits a zero. A quota of zero is of interest only if it is
 * used, or was lowered from more; a negative one is not a quota.
 */
export function toQuotas(quotas: readonly WireQuota[]): Quota[] {
  const telling = quotas.flatMap(({ name, value, maxValue, usage }): Quota[] => {
    // Unlike one that is left out, a number that is there and cannot be read is no zero.
    if (value === null) return [];
    const allowed = value ?? 0;
    const used = usage === undefined ? 0 : usage;
    const isTelling = allowed > 0 || (allowed === 0 && ((used ?? 0) > 0 || (maxValue ?? 0) > 0));
    return isTelling ? [{ label: labelOf(idOf(name)), used: used === null || used < 0 ? null : used, allowed }] : [];
  });
  return sortQuotas(telling).slice(0, MAX_QUOTAS);
}

/** "h100-us-iowa-1" is "H100 in us-iowa-1"; anything that does not begin like a GPU stays as it is. */
function labelOf(id: string): string {
  const [, gpu, region] = /^([abhl]\d{1,3}|mi\d{3}x?)-([a-z]{2}-.+)$/.exec(id) ?? [];
  return gpu && region ? `${gpu.toUpperCase()} in ${region}` : clip(id, 100);
}

function warningOf(
  { answer, trouble }: SeldomAnswer<unknown>,
  call: string,
  subject: string,
  unknown: string,
): string[] {
  if (trouble === null) return [];
  if (answer !== null) return [`${subject} could not be read lately, so ${unknown} may have changed since`];
  const why = trouble === "refused" ? `This key may not ${call}` : `${subject} could not be read`;
  return [`${why}, so ${unknown} is unknown`];
}
