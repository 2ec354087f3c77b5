import { HOUR_MS } from "../time/epoch";
import { overlapMs, type TimeWindow } from "../time/time-window";

/**
 * Money: integer millionths of a US dollar. Amounts are made and combined only in this file, so that plain arithmetic on
 * money does not type-check anywhere else. (The ledger's sums live here too.)
 */
declare const micros: unique symbol;

/** An amount of money: integer millionths of a US dollar. */
export type UsdMicros = number & { readonly [micros]: "amount" };
/** A price: integer millionths of a US dollar per hour. */
export type UsdMicrosPerHour = number & { readonly [micros]: "rate" };

/** An amount before its one rounding, in micros × milliseconds per hour: the exact product of a rate and a time. */
export type ExactCost = bigint & { readonly [micros]: "exact" };

/** A time with one price. `usdMicrosPerHour: null` is time without a known price, which is not free time. */
export interface RateInterval extends TimeWindow {
  usdMicrosPerHour: UsdMicrosPerHour | null;
}

export const MICROS_PER_USD = 1_000_000;
export const MICROS_PER_CENT = MICROS_PER_USD / 100;
const MS_PER_HOUR = BigInt(HOUR_MS);
export const NO_COST = exact(0n);
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Integer millionths of a dollar from a decimal's own text ("19.92", "$1,500.00", 1.28), rounded half up at the sixth decimal.
 * A float never takes part: a number is read through its shortest text, which is what the provider wrote.
 * Anything that is not a finite decimal, is negative, or is too large to be a price is `null`: unknown, never zero.
 */
export function parseUsdPerHour(value: number | string | null | undefined): UsdMicrosPerHour | null {
  const parsed = parseDecimalMicros(value);
  return parsed === null || parsed < 0 ? null : rate(parsed);
}

/** The same reading of a decimal's text, for an amount such as an accrued cost. Negative amounts (credits) are kept. */
export function parseUsd(value: number | string | null | undefined): UsdMicros | null {
  const parsed = parseDecimalMicros(value);
  return parsed === null ? null : amount(parsed);
}

/** A price given in whole US cents per hour (Shadeform's `hourly_price`). Not a whole number ≥ 0: `null`. */
export function centsPerHour(cents: number | null | undefined): UsdMicrosPerHour | null {
  if (cents === null || cents === undefined || !Number.isSafeInteger(cents) || cents < 0) return null;
  return rate(cents * MICROS_PER_CENT);
}

/** Checks a number that crossed a boundary (an HTTP answer, a database row) back into a rate. */
export function usdMicrosPerHour(value: number): UsdMicrosPerHour {
  return rate(value);
}

/** Checks a number that crossed a boundary back into an amount. */
export function usdMicros(value: number): UsdMicros {
  return amount(value);
}

/** The sum of the known rates; `null` when none is known, because an unknown price is not zero. */
export function sumRates(rates: readonly (UsdMicrosPerHour | null)[]): UsdMicrosPerHour | null {
  const known = rates.filter((value) => value !== null);
  if (known.length === 0) return null;
  return rate(known.reduce<number>((sum, value) => sum + value, 0));
}

/** A running sum of rates after one more came or, negative, went. Without either, none. */
export function addRates(sum?: UsdMicrosPerHour, change?: UsdMicrosPerHour): UsdMicrosPerHour {
  return rate((sum ?? 0) + (change ?? 0));
}

/** What is left of a sum of rates without some of its parts; never below zero, as parts and sum may be of different moments. */
export function restOfRate(sum: UsdMicrosPerHour, parts: readonly UsdMicrosPerHour[]): UsdMicrosPerHour {
  return rate(Math.max(0, sum - (sumRates(parts) ?? 0)));
}

/** `count` times a rate: a configured price per GPU, for all GPUs of a cluster. */
export function timesRate(unit: UsdMicrosPerHour, count: number): UsdMicrosPerHour {
  return rate(unit * count);
}

/** Cost accrued inside a window, USD micros, rounded half up once. Time no interval covers costs nothing here: see `observedShare`. */
export function accruedCost(intervals: readonly RateInterval[], window: TimeWindow): UsdMicros {
  return roundCost(exactCost(intervals, window));
}

/** The same cost before rounding: what parts of a window are added up from. */
export function exactCost(intervals: readonly RateInterval[], window: TimeWindow): ExactCost {
  return sumCosts(intervals.map((interval) => costOf(interval.usdMicrosPerHour, overlapMs(interval, window))));
}

/** Milliseconds of the window in which a cluster was there without a known price, summed over the intervals. */
export function unpricedMs(intervals: readonly RateInterval[], window: TimeWindow): number {
  const unpriced = intervals.filter((interval) => interval.usdMicrosPerHour === null);
  return unpriced.reduce((sum, interval) => sum + overlapMs(interval, window), 0);
}

/** What a time at one price costs. An unknown price adds nothing: its time is counted by `unpricedMs`. */
export function costOf(price: UsdMicrosPerHour | null, ms: number): ExactCost {
  return price === null ? NO_COST : exact(BigInt(price) * BigInt(ms));
}

export function sumCosts(costs: Iterable<ExactCost>): ExactCost {
  let sum = 0n;
  for (const cost of costs) sum += cost;
  return exact(sum);
}

/** What was added between two running totals. */
export function costSince(earlier: ExactCost, later: ExactCost): ExactCost {
  return exact(later - earlier);
}

/** Below zero when the first is the smaller, for sorting. */
export function compareCosts(one: ExactCost, other: ExactCost): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The one rounding, half up. */
export function roundCost(cost: ExactCost): UsdMicros {
  return amount(Number(floorDivide(cost * 2n + MS_PER_HOUR, MS_PER_HOUR * 2n)));
}

/**
 * Rounds parts so that they add up to their rounded sum: each is the difference of two rounded running totals, so none is
 * off by more than one micro.
 */
export function roundParts(parts: readonly ExactCost[]): UsdMicros[] {
  const round = createPartRounder();
  return parts.map((part) => round(part));
}

/** The same for parts that come one after the other. */
export function createPartRounder(): (part: ExactCost) => UsdMicros {
  let running = 0n;
  let rounded = 0;
  return (part) => {
    running += part;
    const next = roundCost(exact(running));
    const share = amount(next - rounded);
    rounded = next;
    return share;
  };
}

export function sumUsd(amounts: readonly UsdMicros[]): UsdMicros {
  return amount(amounts.reduce<number>((sum, value) => sum + value, 0));
}

/** The difference of two amounts. */
export function subtractUsd(from: UsdMicros, amountToSubtract: UsdMicros): UsdMicros {
  return amount(from - amountToSubtract);
}

/** An amount without its sign. */
export function magnitude(value: UsdMicros): UsdMicros {
  return amount(Math.abs(value));
}

/** Two integers that a database can hold and add up: whole micros, and the rest in 1/3 600 000 micros. */
export interface CostParts {
  micros: number;
  rest: number;
}

export function toParts(cost: ExactCost): CostParts {
  const micros = floorDivide(cost, MS_PER_HOUR);
  return { micros: whole(Number(micros)), rest: Number(cost - micros * MS_PER_HOUR) };
}

/** The parts may be sums of parts: `rest` may then exceed a whole micro. */
export function fromParts({ micros, rest }: CostParts): ExactCost {
  return exact(BigInt(whole(micros)) * MS_PER_HOUR + BigInt(whole(rest)));
}

/**
 * How wrong a cost may be when a change of price is misplaced by up to `errorMs`, rounded up. A price that is not known, or
 * of a cluster that is not there, costs nothing on that side.
 */
export function changeError(
  before: UsdMicrosPerHour | null,
  after: UsdMicrosPerHour | null,
  errorMs: number,
): UsdMicros {
  const difference = BigInt(Math.abs((before ?? 0) - (after ?? 0)));
  return amount(Number(-floorDivide(-difference * BigInt(errorMs), MS_PER_HOUR)));
}

/** Whether the first price costs less. One that is not known costs least: it adds nothing to money. */
export function isCheaper(one: UsdMicrosPerHour | null, other: UsdMicrosPerHour | null): boolean {
  return (one ?? -1) < (other ?? -1);
}

/** As things stand: what has accrued, and what the present rate adds until the end. */
export function forecastCost(accrued: ExactCost, runRate: UsdMicrosPerHour, msLeft: number): UsdMicros {
  return roundCost(sumCosts([accrued, costOf(runRate, Math.max(0, msLeft))]));
}

/** The amount in dollars with all six decimals: "19.920000". For files that programs read; people see `formatUsd`. */
export function usdDecimal(value: UsdMicros | UsdMicrosPerHour): string {
  const digits = String(Math.abs(value)).padStart(7, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** The part of a budget that is spent: 0.4 for 40 %, above 1 when overspent. A budget of zero is spent by the first micro. */
export function usedShare(spent: UsdMicros, budget: UsdMicros): number {
  if (budget === 0) return spent > 0 ? 1 : 0;
  return spent / budget;
}

function parseDecimalMicros(value: number | string | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  const match = DECIMAL.exec(String(value).replace(/[$,\s]/g, ""));
  if (!match) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const scale = fraction.length - Number(exponent) - 6;
  if (digits.length > 40 || Math.abs(scale) > 40) return null;
  const units = BigInt(digits);
  const rounded =
    scale <= 0 ? units * 10n ** BigInt(-scale) : (units + 10n ** BigInt(scale) / 2n) / 10n ** BigInt(scale);
  const result = Number(sign === "-" ? -rounded : rounded);
  return Number.isSafeInteger(result) ? result : null;
}

function rate(value: number): UsdMicrosPerHour {
  return whole(value) as UsdMicrosPerHour;
}

function amount(value: number): UsdMicros {
  return whole(value) as UsdMicros;
}

function exact(value: bigint): ExactCost {
  return value as ExactCost;
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Money must be a whole number of micros, got ${value}`);
  return value;
}
