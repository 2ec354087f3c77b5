import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { leavesOf } from "./leaves";
import { wordsOf } from "./metrics/names";
import { firstProperty, firstText, ownProperty } from "./own-property";

const MAX_FACTS = 20;
const MAX_AMOUNT = 1e12;
const MONEY = /^(\$)?\s?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s?(USD)?$/;
const CURRENCY = /^[A-Z]{3}$/;
const NAMES = ["component", "name", "label", "type", "period"] as const;
const AMOUNTS = ["cost", "amount", "total", "price", "value"] as const;

interface Money {
  amount: number;
  /** `null` where only a number stands. */
  currency: string | null;
}

/**
 * Each amount in a breakdown or a projection, under the provider's own word for it: by name, in groups, or a list of
 * `{ component, cost }`. They are shown and never counted: what they cover, and for how long, is not documented.
 */
export function costFacts(group: string, raw: unknown, currency: string | null | undefined): Fact[] {
  const stated = currencyOf(ownProperty(raw, "currency")) ?? currencyOf(currency);
  const items = Array.isArray(raw) ? Object.fromEntries(raw.flatMap(namedItem)) : raw;
  return leavesOf(items, readMoney)
    .slice(0, MAX_FACTS)
    .map(({ key, value: { amount, currency: ownCurrency } }) => {
      const unit = ownCurrency ?? stated ?? "USD, unit unverified";
      return { label: `${wordsOf(key)} (${unit})`, value: String(Number(amount.toFixed(6))), group };
    });
}

export function currencyOf(raw: unknown): string | null {
  return typeof raw === "string" && CURRENCY.test(raw) ? raw : null;
}

function namedItem(raw: unknown): [string, unknown][] {
  const name = firstText(raw, NAMES).trim().replaceAll(" ", "_");
  return name === "" ? [] : [[name, firstProperty(raw, AMOUNTS)]];
}

function readMoney(raw: unknown): Money | null {
  if (typeof raw === "number") return bounded(raw, null);
  if (typeof raw !== "string" || raw.length > 40) return null;
  const [, dollar, digits = "", word] = MONEY.exec(raw.trim()) ?? [];
  return digits === "" ? null : bounded(Number(digits.replaceAll(",", "")), dollar || word ? "USD" : null);
}

function bounded(amount: number, currency: string | null): Money | null {
  return Number.isFinite(amount) && Math.abs(amount) <= MAX_AMOUNT ? { amount, currency } : null;
}
