"use client";

import { Terminal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";

const loadSheet = () => patiently(() => import("./connect-sheet").then((sheet) => ({ default: sheet.ConnectSheet })));
const ConnectSheet = lazy(loadSheet);

interface ConnectButtonProps {
  cluster: ClusterDetail;
  freshness: Freshness;
}

export function ConnectButton({ cluster, freshness }: ConnectButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const obstacle = connectObstacle(cluster);
  return (
    <div className="flex flex-col gap-1 sm:items-end print:hidden">
      <Button
        variant="primary"
        disabled={obstacle !== null}
        aria-describedby={obstacle === null ? undefined : "connect-obstacle"}
        onPointerEnter={loadSheet}
        onClick={() => setOpen(true)}
      >
        <Terminal size={15} aria-hidden />
        Connect
      </Button>
      {obstacle !== null && (
        <p id="connect-obstacle" className="text-xs text-muted">
          {obstacle}
        </p>
      )}
      {isOpen && (
        <Suspense>
          <ConnectSheet cluster={cluster} freshness={freshness} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Why there is nothing to connect to; `null` when there is something. */
function connectObstacle({ capabilities, status, account }: ClusterDetail): string | null {
  if (capabilities.connection) return null;
  if (status === "terminated" || status === "terminating")
    return "This cluster is gone: there is nothing to connect to.";
  if (status === "stopped") return "This cluster is stopped: its address may belong to somebody else by now.";
  if (status === "provisioning") return "Nothing to connect to yet: this cluster is still being set up.";
  return `${account.providerLabel} gives no address for this cluster.`;
}
