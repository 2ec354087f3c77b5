import { Skeleton } from "@/components/ui/skeleton";

const FIGURES = ["a", "b", "c", "d"];

export function MetricsSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-px md:grid-cols-2">
      <p role="status" className="sr-only">
        Reading the metrics…
      </p>
      {FIGURES.map((figure) => (
        <Skeleton key={figure} className="h-56 w-full" />
      ))}
    </div>
  );
}
