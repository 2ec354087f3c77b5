import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { formatRate } from "@/lib/domain/money/format-usd";
import type { Rate } from "@/lib/domain/money/rate";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { formatUtcMinute } from "@/lib/domain/time/utc-minute";
import { joinValues, type Value } from "@/lib/server/providers/join-values";
import type { WireRentalTerms } from "./rental-wire";

interface Rented {
  rental_terms?: WireRentalTerms;
}

/** How machines are rented, unless on demand, and when that ends. Where they differ, each value once. */
export function rentalFactsOf(rented: readonly Rented[], now: EpochMs): Fact[] {
  const fact = (label: string, read: (terms: WireRentalTerms) => Value): Fact[] => {
    const value = joinValues(rented.map(({ rental_terms }) => read(rental_terms)));
    return value === null ? [] : [{ label, value }];
  };
  return [...fact("Rental", rentalWords), ...fact("Rental ends", (terms) => endWords(terms, now))];
}

/** The price by the terms, with what is not certain of it. Which of the two prices is billed is not documented. */
export function rateByTerms(rate: Rate, terms: WireRentalTerms): Rate {
  if (!terms || terms.rental_type === "on-demand" || rate.billing !== "full") return rate;
  const name = { spot: "Spot", commitment: "Commitment", unknown: "Special terms" }[terms.rental_type];
  const agreed = terms.hourly_price ?? null;
  if (agreed === null) return { ...rate, note: withNote(rate, `${name}: the price that is billed may differ`) };
  const listed = rate.usdMicrosPerHour;
  const difference =
    listed === null || listed === agreed
      ? "what is billed may differ"
      : `the listed price is ${formatRate(listed)}, and which of the two is billed is not documented`;
  const note = withNote(rate, `${name} price: ${difference}`);
  return { ...rate, usdMicrosPerHour: agreed, source: "reported", note };
}

function withNote({ note }: Rate, more: string): string {
  return note === null ? more : `${note}. ${more}`;
}

function rentalWords(terms: WireRentalTerms): string | null {
  switch (terms?.rental_type) {
    case "spot":
      return "Spot: Shadeform may reclaim it at any time";
    case "commitment":
      return "Commitment";
    case "unknown":
      return "On terms that Clusterdeck does not know";
    default:
      return null;
  }
}

/** "2026-12-01 09:00 UTC", "was to end 2026-11-01 09:00 UTC" */
function endWords(terms: WireRentalTerms, now: EpochMs): string | null {
  const end = parseTimestamp(terms?.ending_at);
  if (end === null) return null;
  const words = formatUtcMinute(end);
  return end < now ? `was to end ${words}` : words;
}
