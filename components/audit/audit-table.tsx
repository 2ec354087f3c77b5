"use client";

import { Time } from "@/components/ui/time";
import type { AuditEntry } from "@/lib/contract/audit";
import { formatCounted } from "@/lib/domain/text/format";
import { actionWords } from "./action-words";

/** Who did what, when, from where. On a phone, each entry is a block of its own. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <div className="rounded-lg border border-line bg-panel">
      <table className="w-full text-sm max-md:block" aria-label="Audit log">
        <thead className="max-md:sr-only">
          <tr className="text-left text-xs text-muted">
            <th className="px-3.5 py-2 font-medium">When</th>
            <th className="px-3.5 py-2 font-medium">Who</th>
            <th className="px-3.5 py-2 font-medium">What</th>
            <th className="px-3.5 py-2 font-medium">Target</th>
            <th className="px-3.5 py-2 font-medium">From</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AuditRow({ entry: { at, actor, action, target, from, count } }: { entry: AuditEntry }) {
  return (
    <tr className="border-line border-t max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:py-2">
      <td className="px-3.5 py-1.5 whitespace-nowrap text-muted max-md:order-2 max-md:py-0.5 max-md:text-xs">
        <Time at={Date.parse(at)} />
      </td>
      <td className="px-3.5 py-1.5 break-all max-md:order-3 max-md:col-span-2 max-md:py-0.5">{actor}</td>
      <td className="px-3.5 py-1.5 font-medium max-md:order-1 max-md:py-0.5">
        {actionWords(action)}
        {count > 1 && <span className="font-normal text-muted">, {formatCounted(count, "time")}</span>}
      </td>
      <td className="px-3.5 py-1.5 break-all max-md:order-4 max-md:py-0.5 max-md:empty:hidden">{target}</td>
      <td className="px-3.5 py-1.5 font-mono text-xs break-all text-muted max-md:order-5 max-md:col-start-2 max-md:py-0.5 max-md:text-right">
        {from ?? "unknown"}
      </td>
    </tr>
  );
}
