import type { Account } from "@/lib/contract/fleet";
import { sortQuotas, usedShare } from "@/lib/domain/cluster/account-billing";
import { quotaWords } from "./billing-words";

type Quotas = NonNullable<Account["billing"]>["quotas"];

const SHOWN_WHILE_FOLDED = 5;

/** How much of each quota is used, fullest first. */
export function BillingQuotas({ quotas }: { quotas: Quotas }) {
  const sorted = sortQuotas(quotas);
  const folded = sorted.slice(SHOWN_WHILE_FOLDED);
  return (
    <div>
      <p className="text-muted">Quotas, used of limit</p>
      <QuotaBars quotas={sorted.slice(0, SHOWN_WHILE_FOLDED)} />
      {folded.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted hover:text-ink">{folded.length} more</summary>
          <QuotaBars quotas={folded} />
        </details>
      )}
    </div>
  );
}

function QuotaBars({ quotas }: { quotas: Quotas }) {
  return (
    <ul>
      {quotas.map((quota) => (
        <li key={quota.label} className="pt-1">
          <span className="flex justify-between gap-3">
            <span className="min-w-0 break-words">{quota.label}</span>
            <span className="whitespace-nowrap tabular-nums">
              {quotaWords(quota)}
              {usedShare(quota) >= 1 && <span className="font-medium">, all used</span>}
            </span>
          </span>
          <span aria-hidden className="block h-1 overflow-hidden rounded-full bg-line">
            <span
              className="drawn-fill block h-full rounded-full bg-(--series-1)"
              style={{ width: `${Math.min(1, usedShare(quota)) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
