import type { FieldValues } from "@/lib/domain/cluster/order/read-fields";
import { FORMER_ACCOUNT_ID } from "@/lib/domain/text/former-words";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** What somebody has entered so far. There is no secret in it. */
export interface Draft {
  /** The account that creates it; `null` until one is chosen. */
  accountId: string | null;
  /** The variant of the order; `null` until one is chosen. */
  variant: string | null;
  values: FieldValues;
  /** When the order was sent to which nothing has answered; `null` where there is none. */
  unansweredSince: EpochMs | null;
}

export const EMPTY_DRAFT: Draft = { accountId: null, variant: null, values: {}, unansweredSince: null };

/** Longer than anything that could be right. */
const MAX_VALUE_LENGTH = 2_000;

/** A draft that was stored as text; parts that do not belong in a draft are left out. */
export function parseDraft(text: string | null): Draft {
  const stored = parseObject(text);
  // A draft that was begun before the server was updated must not end up at another account.
  const { [FORMER_ACCOUNT_ID]: formerId, accountId = formerId, variant, unansweredSince } = stored;
  const values = isObject(stored.values) ? Object.entries(stored.values) : [];
  return {
    accountId: typeof accountId === "string" ? accountId : null,
    variant: typeof variant === "string" ? variant : null,
    values: Object.fromEntries(values.filter(isFieldValue)),
    unansweredSince: typeof unansweredSince === "number" ? unansweredSince : null,
  };
}

function isFieldValue(entry: [string, unknown]): entry is [string, string] {
  const [, value] = entry;
  return typeof value === "string" && value.length <= MAX_VALUE_LENGTH;
}

function parseObject(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
