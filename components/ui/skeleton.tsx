import { clsx } from "clsx";

/** Where something will stand. Size it with a class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-pulse rounded bg-raised", className)} />;
}
