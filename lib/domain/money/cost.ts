import { HOUR_MS } from "../time/epoch";
import { overlapMs, type TimeWindow } from "../time/time-window";

/**
 * Money: integer millionths of a US dollar. Amounts are created and combined only in this file, so that plain arithmetic on
 * money does not type-check anywhere else.
 */
declare const micros: unique symbol;

/** An amount of money: integer millionths of a US dollar. */
export type UsdMicros = number & { readonly [micros]: "amount" };
/** A price: integer millionths of a US dollar per hour. */
export type UsdMicrosPerHour = number & { readonly [micros]: "rate" };

/** An amount before it is rounded, once, in micros × milliseconds per hour: the exact product of a rate and a time. */
export type ExactCost = bigint & { readonly [micros]: "exact" };

/** A time with one price. `usdMicrosPerHour: null` means an unknown price, which is not free. */
export interface RateInterval extends TimeWindow {
  usdMicrosPerHour: UsdMicrosPerHour | null;
}

export const MICROS_PER_USD = 1_000_000;
export const MICROS_PER_CENT = MICROS_PER_USD / 100;
export const HOURS_PER_DAY = 24;
const MS_PER_HOUR = BigInt(HOUR_MS);
export const NO_COST = exact(0n);
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Integer millionths of a dollar from a decimal's own text ("19.92", "$1,500.00", 1.28), rounded half up at the sixth decimal.
 * No floating-point arithmetic is involved: a number is read through its shortest text, which is what the provider wrote.
 * Anything that is not a finite decimal, is negative, or is too large to be a price is `null`: unknown, never zero.
 */
export function parseUsdPerHour(value: number | string | null | undefined): UsdMicrosPerHour | null {
  const parsed = parseDecimalMicros(value);
  return parsed === null || parsed < 0 ? null : rate(parsed);
}

/** The same for an amount, such as an accrued cost. Negative amounts (credits) are kept. */
export function parseUsd(value: number | string | null | undefined): UsdMicros | null {
  const parsed = parseDecimalMicros(value);
  return parsed === null ? null : amount(parsed);
}

/** A price in whole US cents per hour (Shadeform's `hourly_price`); `null` if it is not a whole number ≥ 0. */
export function centsPerHour(cents: number | null | undefined): UsdMicrosPerHour | null {
  if (cents === null || cents === undefined || !Number.isSafeInteger(cents) || cents < 0) return null;
  return rate(cents * MICROS_PER_CENT);
}

/**
 * What a price per unit and month comes to per hour, for so many units: a disk's, which is sold by the GB. `null` if either is no decimal,
 * is negative or is too large.
 */
export function monthlyPricePerHour(
  usdPerUnit: number | string | null | undefined,
  units: number | string | null | undefined,
  hoursPerMonth: number,
): UsdMicrosPerHour | null {
  const [price, amount] = [parseDecimal(usdPerUnit), parseDecimal(units)];
  if (price === null || amount === null || price.units < 0n || amount.units < 0n) return null;
  const micros = toMicros(price.units * amount.units, price.scale + amount.scale, BigInt(hoursPerMonth));
  return micros === null ? null : rate(micros);
}

/** Turns a number that crossed a boundary (an HTTP answer, a database row) back into a rate, and checks it. */
export function usdMicrosPerHour(value: number): UsdMicrosPerHour {
  return rate(value);
}

/** The rate that comes to this many dollars a day. */
export function usdPerDay(usd: number): UsdMicrosPerHour {
  return rate(Math.round((usd * MICROS_PER_USD) / HOURS_PER_DAY));
}

export function isMoreThan(one: UsdMicrosPerHour, other: UsdMicrosPerHour): boolean {
  return one > other;
}

/** The same for an amount. */
export function usdMicros(value: number): UsdMicros {
  return amount(value);
}

/** The sum of the known rates; `null` if none is known, because an unknown price is not zero. */
export function sumRates(rates: readonly (UsdMicrosPerHour | null)[]): UsdMicrosPerHour | null {
  const known = rates.filter((value) => value !== null);
  if (known.length === 0) return null;
  return rate(known.reduce<number>((sum, value) => sum + value, 0));
}

/**
 * What is charged per hour as far as prices are known. `null` if there are unknown ones and nothing else: then nobody knows what the rest
 * of a month will cost.
 */
export function knownRunRate(sum: UsdMicrosPerHour, hasUnknown: boolean): UsdMicrosPerHour | null {
  return sum === 0 && hasUnknown ? null : sum;
}

/** A running sum of rates after a rate was added or, if negative, removed. Missing values count as zero. */
export function addRates(sum?: UsdMicrosPerHour, change?: UsdMicrosPerHour): UsdMicrosPerHour {
  return rate((sum ?? 0) + (change ?? 0));
}

/** A sum of rates minus some of its parts; never negative, although parts and sum may be from different moments. */
export function restOfRate(sum: UsdMicrosPerHour, parts: readonly UsdMicrosPerHour[]): UsdMicrosPerHour {
  return rate(Math.max(0, sum - (sumRates(parts) ?? 0)));
}

/** `count` times a rate, such as a configured price per GPU for all GPUs of a cluster. */
export function timesRate(unit: UsdMicrosPerHour, count: number): UsdMicrosPerHour {
  return rate(unit * count);
}

/** The cost accrued within a window, rounded half up once. Time that no interval covers costs nothing here: see `observedShare`. */
export function accruedCost(intervals: readonly RateInterval[], window: TimeWindow): UsdMicros {
  return roundCost(exactCost(intervals, window));
}

/** The same cost before rounding, for adding up the parts of a window. */
export function exactCost(intervals: readonly RateInterval[], window: TimeWindow): ExactCost {
  return sumCosts(intervals.map((interval) => costOf(interval.usdMicrosPerHour, overlapMs(interval, window))));
}

/** How long within the window clusters existed without a known price, summed over the intervals. */
export function unpricedMs(intervals: readonly RateInterval[], window: TimeWindow): number {
  const unpriced = intervals.filter((interval) => interval.usdMicrosPerHour === null);
  return unpriced.reduce((sum, interval) => sum + overlapMs(interval, window), 0);
}

/** The cost of a time at one price. An unknown price adds nothing; its time is counted by `unpricedMs`. */
export function costOf(price: UsdMicrosPerHour | null, ms: number): ExactCost {
  return price === null ? NO_COST : exact(BigInt(price) * BigInt(ms));
}

export function sumCosts(costs: Iterable<ExactCost>): ExactCost {
  let sum = 0n;
  for (const cost of costs) sum += cost;
  return exact(sum);
}

export function addCosts(one: ExactCost, other: ExactCost): ExactCost {
  return exact(one + other);
}

/** The cost between two running totals. */
export function costSince(earlier: ExactCost, later: ExactCost): ExactCost {
  return exact(later - earlier);
}

/** For sorting: negative if the first is smaller. */
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

/** The same for parts that arrive one at a time. */
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

/** Two integers that a database can store and add up: whole micros, and the rest in 1/3,600,000 micros. */
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
 * How far off a cost may be if a price change is misdated by up to `errorMs`, rounded up. An unknown price, or the price of
 * a cluster that does not exist, counts as zero on that side.
 */
export function changeError(
  before: UsdMicrosPerHour | null,
  after: UsdMicrosPerHour | null,
  errorMs: number,
): UsdMicros {
  const difference = BigInt(Math.abs((before ?? 0) - (after ?? 0)));
  return amount(Number(-floorDivide(-difference * BigInt(errorMs), MS_PER_HOUR)));
}

/** Whether the first price is lower. An unknown price counts as the lowest, as it adds nothing to a sum. */
export function isCheaper(one: UsdMicrosPerHour | null, other: UsdMicrosPerHour | null): boolean {
  return (one ?? -1) < (other ?? -1);
}

/** What has accrued so far, plus what the current rate adds until the end. */
export function forecastCost(accrued: ExactCost, runRate: UsdMicrosPerHour, msLeft: number): UsdMicros {
  return roundCost(sumCosts([accrued, costOf(runRate, Math.max(0, msLeft))]));
}

/** The amount in dollars with all six decimals: "19.920000". For files read by programs; people see `formatUsd`. */
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
  const decimal = parseDecimal(value);
  return decimal === null ? null : toMicros(decimal.units, decimal.scale);
}

/** `units` ÷ 10^`scale`. */
function parseDecimal(value: number | string | null | undefined): { units: bigint; scale: number } | null {
  if (value === null || value === undefined) return null;
  const match = DECIMAL.exec(String(value).replace(/[$,\s]/g, ""));
  if (!match) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const scale = fraction.length - Number(exponent);
  if (digits.length > 40 || Math.abs(scale - 6) > 40) return null;
  return { units: sign === "-" ? -BigInt(digits) : BigInt(digits), scale };
}

/** Millionths of `units` ÷ 10^`scale` ÷ `divisor`, rounded half up by their size; `null` if they are too many for a number. */
function toMicros(units: bigint, scale: number, divisor = 1n): number | null {
  const size = units < 0n ? -units : units;
  const shift = scale - 6;
  const dividend = shift <= 0 ? size * 10n ** BigInt(-shift) : size;
  const whole = shift <= 0 ? divisor : divisor * 10n ** BigInt(shift);
  const rounded = (2n * dividend + whole) / (2n * whole);
  const result = Number(units < 0n ? -rounded : rounded);
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
  return value < 0n && value % divisor !== 0n ? quotient - 1n : quotient;
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Money must be a whole number of micros, got ${value}`);
  return value;
}
