import { Skeleton } from "@/components/ui/skeleton";

/** Where the form will be, once it is known what may be ordered, and where. */
export function FormSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading the accounts</span>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-56 w-full" />
      <Skeleton className="h-80 w-full" />
    </div>
  );
}
