import "server-only";

export interface Quantity {
  value: number;
  /** `null` where the text names none, as plain numbers do. */
  unit: string | null;
}

/** No measurement is as large; sums of what is larger might overflow. */
const MAX_AMOUNT = 1e15;

const NUMBER_AND_UNIT = /^([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d*\.?\d+(?:e[+-]?\d{1,3})?)\s*([a-zµ°%/]{0,12})$/i;

type Scale = readonly [unit: string, factor: number];

const DEGREES: Scale = ["°C", 1];
const WATTS: Scale = ["W", 1];

/** One spelling and scale for each unit: two points of a line must not differ in it. `B` is a byte, and `b` a bit. */
const SCALES: ReadonlyMap<string, Scale> = new Map([
  ["percent", ["%", 1]],
  ["C", DEGREES],
  ["celsius", DEGREES],
  ["w", WATTS],
  ["watts", WATTS],
  ["kW", ["W", 1_000]],
  ...prefixed("B", "GB", 1e-9),
  ...prefixed("B/s", "MB/s", 1e-6),
  ...prefixed("Bps", "MB/s", 1e-6),
  ...prefixed("bps", "Mbit/s", 1e-6),
]);

/** A number, or a text such as "87.3", "65 °C" or "2.3 Gbps". Anything else, and what no machine can measure, is `null`. */
export function readQuantity(raw: unknown): Quantity | null {
  if (typeof raw === "number") return bounded(raw, null);
  if (typeof raw !== "string" || raw.length > 40) return null;
  const [, digits, word = ""] = NUMBER_AND_UNIT.exec(raw.trim()) ?? [];
  if (digits === undefined) return null;
  const [unit, factor] = SCALES.get(word) ?? [word || null, 1];
  return bounded(Number(digits.replaceAll(",", "")) * factor, unit);
}

function bounded(value: number, unit: string | null): Quantity | null {
  return Number.isFinite(value) && Math.abs(value) <= MAX_AMOUNT ? { value, unit } : null;
}

function prefixed(ending: string, unit: string, factor: number): [string, Scale][] {
  const steps = [
    ["", 1],
    ["k", 1e3],
    ["K", 1e3],
    ["M", 1e6],
    ["G", 1e9],
    ["T", 1e12],
    ["Ki", 2 ** 10],
    ["Mi", 2 ** 20],
    ["Gi", 2 ** 30],
    ["Ti", 2 ** 40],
  ] as const;
  return steps.map(([prefix, step]) => [`${prefix}${ending}`, [unit, factor * step]]);
}
