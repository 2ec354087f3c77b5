import "server-only";
import { formatUsd } from "@/lib/domain/format";
import type { LedgerState } from "@/lib/domain/ledger";

/** What changed from one state to the next: "running → degraded, rate $19.92 → $21.40 per hour"; `null` when nothing that is shown. */
export function changeInWords(before: LedgerState | null, after: LedgerState): string | null {
  if (before === null) return `first seen, ${after.status}, ${rateWords(after)}`;
  const parts: string[] = [];
  if (before.status !== after.status) parts.push(`${before.status} → ${after.status}`);
  if (before.health !== after.health) parts.push(`health ${before.health} → ${after.health}`);
  if (before.usdMicrosPerHour !== after.usdMicrosPerHour) parts.push(rateChange(before, after));
  if (parts.length === 0 && before.providerStatus !== after.providerStatus && after.providerStatus !== null) {
    parts.push(`the provider now says ${after.providerStatus}`);
  }
  return parts.length === 0 ? null : parts.join(", ");
}

function rateChange({ usdMicrosPerHour: from }: LedgerState, after: LedgerState): string {
  const to = after.usdMicrosPerHour;
  if (from !== null && to !== null) return `rate ${formatUsd(from)} → ${formatUsd(to)} per hour`;
  return to === null ? "rate no longer known" : `rate now known: ${formatUsd(to)} per hour`;
}

function rateWords({ usdMicrosPerHour }: LedgerState): string {
  return usdMicrosPerHour === null ? "rate not known" : `${formatUsd(usdMicrosPerHour)} per hour`;
}
