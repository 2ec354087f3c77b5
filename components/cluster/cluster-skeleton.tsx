import { Breadcrumb } from "@/components/shell/breadcrumb";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f"];

/** The page before its first answer, laid out like the real one. */
export function ClusterSkeleton() {
  return (
    <div className="flex flex-col gap-5" aria-busy="true">
      <Breadcrumb trail={[]} />
      <div className="flex items-start justify-between gap-4">
        <div className="flex flex-col gap-2.5">
          <h1 className="sr-only">Reading the cluster…</h1>
          <Skeleton className="h-7 w-56" />
          <Skeleton className="h-4 w-72 max-w-full" />
        </div>
        <Skeleton className="h-8 w-24" />
      </div>
      <Skeleton className="h-20 w-full rounded-lg" />
      <div className="flex flex-col gap-px">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-10 w-full" />
        ))}
      </div>
    </div>
  );
}
