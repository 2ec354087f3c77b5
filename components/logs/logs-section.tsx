"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import type { ClusterDetail } from "@/lib/contract/cluster";

const loadViewer = () => patiently(() => import("./log-viewer").then(({ LogViewer }) => ({ default: LogViewer })));
const LogViewer = lazy(loadViewer);

/** The log, on demand, since each look at it is a request to the provider. */
export function LogsSection({ cluster }: { cluster: ClusterDetail }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      id="logs"
      title="Logs"
      actions={
        <Button aria-expanded={isOpen} onPointerEnter={loadViewer} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Hide logs" : "Show logs"}
        </Button>
      }
    >
      <p className="mb-2 text-sm text-muted">
        The newest lines that {cluster.account.providerLabel} keeps. What looks like a key, a password, an e-mail or an
        address is replaced before it leaves the server.
      </p>
      {isOpen && (
        <Suspense fallback={<Skeleton className="h-[32rem] rounded-lg" />}>
          <LogViewer cluster={cluster} />
        </Suspense>
      )}
    </Section>
  );
}
