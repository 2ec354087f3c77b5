/**
 * Money: integer millionths of a US dollar. Amounts are made and combined only in this file, so that plain arithmetic on
 * money does not type-check anywhere else. (The ledger's sums live here too.)
 */
declare const micros: unique symbol;

/** An amount of money: integer millionths of a US dollar. */
export type UsdMicros = number & { readonly [micros]: "amount" };
/** A price: integer millionths of a US dollar per hour. */
export type UsdMicrosPerHour = number & { readonly [micros]: "rate" };

const MICROS_PER_USD = 1_000_000;
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
  return rate(cents * (MICROS_PER_USD / 100));
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

/** `count` times a rate: a configured price per GPU, for all GPUs of a cluster. */
export function timesRate(unit: UsdMicrosPerHour, count: number): UsdMicrosPerHour {
  return rate(unit * count);
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

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Money must be a whole number of micros, got ${value}`);
  return value;
}
