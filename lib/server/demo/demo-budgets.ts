import "server-only";
import { usdMicros } from "@/lib/domain/money/cost";
import type { Budget } from "../configuration/configuration";

const MICROS_PER_USD = 1_000_000;

/** One that the demo fleet keeps, and one that it will not. */
export const DEMO_BUDGETS: readonly Budget[] = [
  { match: {}, usdMicrosPerMonth: usdMicros(1_000_000 * MICROS_PER_USD) },
  { match: { provider: "prime-intellect" }, usdMicrosPerMonth: usdMicros(650_000 * MICROS_PER_USD) },
];
