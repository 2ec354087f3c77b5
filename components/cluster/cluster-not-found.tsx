"use client";

import { useFleetSource } from "@/components/status/source/fleet-source";
import { StatusMark } from "@/components/status/status-mark";
import { Link } from "@/components/ui/link/link";

export function ClusterNotFound() {
  const { home, isGuest } = useFleetSource();
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 py-24 text-center">
      <StatusMark mark="unknown" size={40} />
      <h1 className="text-xl font-semibold">No such cluster</h1>
      <p className="text-muted">
        {isGuest ? "This link shows no cluster at this address." : "No account has ever had a cluster at this address."}{" "}
        A cluster that has ended stays here for 30 days; after that, its address stops working.
      </p>
      <Link
        href={home}
        className="mt-2 inline-flex h-8 items-center rounded-md border border-line bg-panel px-3 text-sm font-medium hover:bg-raised"
      >
        Back to the fleet
      </Link>
    </div>
  );
}
