import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { ChartsSkeleton } from "./plots/charts-skeleton";

export function CostsSkeleton({ controls }: { controls?: ReactNode }) {
  return (
    <div className="flex flex-col gap-5" aria-busy="true">
      <h1 className="sr-only">Costs</h1>
      <Skeleton className="h-8 w-full max-w-2xl" />
      <Skeleton className="h-28 w-full rounded-lg" />
      {controls ?? <Skeleton className="h-8 w-full max-w-3xl" />}
      <ChartsSkeleton />
    </div>
  );
}
