"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Callout } from "@/components/ui/callout";
import { DownloadLink } from "@/components/ui/download-link";
import { NextPage } from "@/components/ui/next-page";
import { Skeleton } from "@/components/ui/skeleton";
import { COUNTED_WITHIN_MS, REFUSED_RETENTION_DAYS, RETENTION_DAYS } from "@/lib/domain/people/audit";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { auditExportPath, auditQuery } from "@/lib/queries/audit-query";
import { problemText } from "@/lib/queries/request";
import { AuditFilters } from "./audit-filters";
import { AuditTable } from "./audit-table";
import { auditFilterOf, useAuditView } from "./use-audit-view";

/** Everything that has to be traceable later, newest first. */
export function AuditPage() {
  const [view, changeView] = useAuditView();
  const filter = auditFilterOf(view);
  const audit = useInfiniteQuery(auditQuery(filter));
  const { data, error } = audit;
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <section aria-labelledby="audit-log">
      <h1 id="audit-log" className="text-xl font-semibold tracking-tight">
        Audit log
      </h1>
      <p className="mt-1 text-sm text-muted">
        Nobody can change it. Identical refused attempts within {COUNTED_WITHIN_MS / MINUTE_MS} minutes are counted in
        one entry and kept for {REFUSED_RETENTION_DAYS} days, everything else for {RETENTION_DAYS} days. Days are those
        of this browser’s time zone.
      </p>
      <div className="my-4 flex flex-wrap items-center gap-2">
        <AuditFilters view={view} onChange={changeView} />
        <span className="grow" />
        <DownloadLink href={auditExportPath(filter)}>Export as JSON</DownloadLink>
      </div>
      {error && (
        <Callout className="mb-3" title="The audit log cannot be read">
          {problemText(error)}
        </Callout>
      )}
      {entries === undefined && !error && <Skeleton className="h-64" />}
      {entries !== undefined && entries.length > 0 && <AuditTable entries={entries} />}
      {entries?.length === 0 && (
        <p className="py-10 text-center text-muted">
          {Object.keys(filter).length === 0 ? "Nothing has been recorded yet." : "No entry matches these filters."}
        </p>
      )}
      <NextPage label="Show older" query={audit} />
    </section>
  );
}
