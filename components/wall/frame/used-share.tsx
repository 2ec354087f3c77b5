import { clsx } from "clsx";

/** How much of a budget is used, as a bar. Being over budget is not a status, but it stands out. */
export function UsedShare({ share }: { share: number }) {
  return (
    <span aria-hidden className="block h-0.75 overflow-hidden rounded-full bg-raised">
      <span
        className={clsx("drawn-fill block h-full rounded-full", share > 1 ? "bg-degraded" : "bg-(--series-1)")}
        style={{ width: `${Math.min(1, share) * 100}%` }}
      />
    </span>
  );
}
