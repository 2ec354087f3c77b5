import { clsx } from "clsx";

/** A placeholder for something still loading. Size it with a class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-pulse rounded bg-raised", className)} />;
}
