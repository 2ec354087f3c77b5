import "server-only";
import { MICROS_PER_USD, usdMicros } from "@/lib/domain/money/cost";
import type { Budget } from "../configuration/configuration";

/** One that the demo fleet keeps, and one that it will not. */
export const DEMO_BUDGETS: readonly Budget[] = [
  { match: {}, usdMicrosPerMonth: usdMicros(1_000_000 * MICROS_PER_USD) },
  { match: { provider: "prime-intellect" }, usdMicrosPerMonth: usdMicros(650_000 * MICROS_PER_USD) },
];
