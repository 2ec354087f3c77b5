import {
  type AccountSeen,
  type FleetSeen,
  MONTH_HEADER,
  MONTH_SEEN_FIELDS,
  type MonthSeen,
  SEEN_HEADER,
} from "@/lib/contract/fleet-seen";
import type { Seen } from "./fleet-ages";

const STAMPS = 4;

/** What an answer's headers say. One that is missing, or that a proxy has cut, says nothing. */
export function readSeen(headers: Headers): Seen {
  const accounts = jsonOf(headers.get(SEEN_HEADER));
  const month = jsonOf(headers.get(MONTH_HEADER));
  return { accounts: isFleetSeen(accounts) ? accounts : null, month: isMonthSeen(month) ? month : null };
}

function isFleetSeen(value: unknown): value is FleetSeen {
  return isObject(value) && Object.values(value).every(isAccountSeen);
}

function isAccountSeen(value: unknown): value is AccountSeen {
  return Array.isArray(value) && value.length === STAMPS && value.every((at) => at === null || Number.isFinite(at));
}

function isMonthSeen(value: unknown): value is MonthSeen {
  if (!isObject(value)) return false;
  return MONTH_SEEN_FIELDS.every((field) =>
    field === "asOf" ? typeof value[field] === "string" : Number.isFinite(value[field]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function jsonOf(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
