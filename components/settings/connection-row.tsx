"use client";

import { AccountSummary } from "@/components/status/account/account-summary";
import { connectionMark, connectionWords } from "@/components/status/connection-mark";
import { StatusMark } from "@/components/status/status-mark";
import { useConnectionFreshness } from "@/components/status/use-connection-freshness";
import type { Connection } from "@/lib/contract/fleet";
import type { Settings } from "@/lib/contract/settings";
import { formatInterval } from "@/lib/domain/text/format";
import { ConnectionTester } from "./connection-tester";

interface ConnectionRowProps {
  connection: Settings["connections"][number];
  /** Its current state; `null` until known. */
  reading: Connection | null;
}

export function ConnectionRow({ connection, reading }: ConnectionRowProps) {
  const { id, label, providerLabel, baseUrl, keyEnding, requestsPerMinute } = connection;
  const budget =
    requestsPerMinute === null
      ? "as many requests as the provider's answers allow"
      : `at most ${requestsPerMinute} requests per minute`;
  return (
    <li className="grid gap-x-6 gap-y-2 px-3.5 py-3 text-sm md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_minmax(0,1.2fr)]">
      <div className="min-w-0">
        <p className="font-medium">{label}</p>
        {label !== providerLabel && <p className="text-xs text-muted">{providerLabel}</p>}
        {reading && <ConnectionState reading={reading} />}
      </div>
      <div className="min-w-0 text-xs text-muted">
        <p className="font-mono break-all">{baseUrl}</p>
        <p>
          Key{" "}
          {keyEnding === null ? (
            "is set"
          ) : (
            <>
              ends in <span className="font-mono text-ink">{keyEnding}</span>
            </>
          )}
          {reading && ` · read every ${formatInterval(reading.pollIntervalMs)}`} · {budget}
        </p>
      </div>
      <ConnectionTester connectionId={id} label={label} />
      {reading && <AccountSummary connection={reading} className="max-w-md md:col-span-3" />}
    </li>
  );
}

function ConnectionState({ reading }: { reading: Connection }) {
  const freshness = useConnectionFreshness(reading);
  return (
    <p className="mt-0.5 flex items-center gap-1.5 text-xs text-muted">
      <StatusMark mark={connectionMark(reading.state, freshness)} size={13} />
      {connectionWords(reading.state, freshness)}
    </p>
  );
}
