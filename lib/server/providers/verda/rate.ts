import "server-only";
import { parseUsdPerHour, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { type Rate, UNKNOWN_RATE } from "@/lib/domain/money/rate";
import type { State } from "./state";
import type { WireMachine } from "./wire";

const USD = "USD";

/**
 * What a cluster or an instance costs in its state. `accountCurrency` is that of the balance, as prices name none of their own; while it
 * is not known (`null`), neither is what they mean.
 */
export function rateOf(machine: WireMachine, { status, billing }: State, accountCurrency: string | null): Rate {
  if (billing === "none") return { usdMicrosPerHour: usdMicrosPerHour(0), source: "reported", billing, note: null };
  const amount = machine.price_per_hour ?? null;
  const currency = (machine.currency ?? accountCurrency)?.toUpperCase() ?? null;
  const note = noteOf(machine, status, amount !== null && currency === null);
  if (amount === null || currency === null) return { ...UNKNOWN_RATE, billing, note };
  if (currency !== USD) return { ...UNKNOWN_RATE, billing, note, foreign: { amount, currency } };
  return { usdMicrosPerHour: parseUsdPerHour(amount), source: "reported", billing, note };
}

function noteOf(machine: WireMachine, status: State["status"], isUnclear: boolean): string | null {
  const notes = [
    status === "stopped" ? "Verda goes on charging for what is shut down, until it is deleted or hibernated" : null,
    "pricing" in machine && machine.pricing?.toUpperCase() === "DYNAMIC_PRICE"
      ? "Dynamic price: Verda changes it from time to time"
      : null,
    isUnclear ? "Verda names a price, and has not said yet in which currency" : null,
  ];
  return notes.filter(Boolean).join(". ") || null;
}
