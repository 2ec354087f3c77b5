import { once } from "../text/once";
import {
  HOURS_PER_DAY,
  MICROS_PER_CENT,
  MICROS_PER_USD,
  magnitude,
  type UsdMicros,
  type UsdMicrosPerHour,
} from "./cost";

// Created on first use, as each is slow.
const usdFormat = (options: Intl.NumberFormatOptions = {}) =>
  once(() => new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", ...options }));
const toTheCent = usdFormat();
const toFourDecimals = usdFormat({ maximumFractionDigits: 4 });
const whole = usdFormat({ maximumFractionDigits: 0 });
const compact = usdFormat({ notation: "compact", maximumFractionDigits: 1 });

/** "$412.60"; below a dollar up to four decimals, so that a small price does not become zero. */
export function formatUsd(amount: UsdMicros | UsdMicrosPerHour): string {
  const value = amount / MICROS_PER_USD;
  return (Math.abs(value) < 1 ? toFourDecimals() : toTheCent()).format(value);
}

/** "$19.92/h" */
export function formatRate(rate: UsdMicrosPerHour): string {
  return `${formatUsd(rate)}/h`;
}

/** "$48 a day", for a rate that goes on: exact below ten dollars only. */
export function formatUsdPerDay(rate: UsdMicrosPerHour): string {
  const day = rate * HOURS_PER_DAY;
  return `${(day < 10 * MICROS_PER_USD ? toTheCent() : whole()).format(day / MICROS_PER_USD)} a day`;
}

/** An amount to the cent: "$412.60", "<$0.01". */
export function formatAmount(amount: UsdMicros): string {
  return amount > 0 && amount < MICROS_PER_CENT ? "<$0.01" : toTheCent().format(amount / MICROS_PER_USD);
}

/** How much more or less: "+$12.00", "−$3.40", "$0.00". */
export function formatDifference(difference: UsdMicros): string {
  if (difference === 0) return formatAmount(difference);
  return `${difference > 0 ? "+" : "−"}${formatAmount(magnitude(difference))}`;
}

/** "$1,234" */
export function formatWholeUsd(amount: UsdMicros | UsdMicrosPerHour): string {
  return whole().format(amount / MICROS_PER_USD);
}

/** An amount where there is little room: from a thousand dollars on, without cents. */
export function formatShortAmount(amount: UsdMicros): string {
  return isLarge(amount) ? formatWholeUsd(amount) : formatAmount(amount);
}

/** A rate where there is little room: from a thousand dollars on, without cents. */
export function formatShortRate(rate: UsdMicrosPerHour): string {
  return isLarge(rate) ? `${formatWholeUsd(rate)}/h` : formatRate(rate);
}

/** "$1.2K", for the marks of an axis. */
export function formatAxisUsd(micros: number): string {
  return compact().format(micros / MICROS_PER_USD);
}

/** An amount that is usually round, such as a budget, where there is little room: "$750K", but "$1,234,567". */
export function formatRoundUsd(amount: UsdMicros): string {
  const dollars = amount / MICROS_PER_USD;
  const isRound = dollars >= 1_000 && dollars < 1e9 && dollars % (dollars < 1e6 ? 100 : 1e5) === 0;
  return isRound ? compact().format(dollars) : formatWholeUsd(amount);
}

function isLarge(amount: UsdMicros | UsdMicrosPerHour): boolean {
  return amount >= 1_000 * MICROS_PER_USD;
}
