import type { Cluster } from "@/lib/contract/fleet";

const MAX_PIPS = 8;

/** The nodes as a row of pips, bad ones first and coloured. Only decorative: the words next to it say the same. */
export function NodeBar({ nodes: { total, unhealthy, unknown } }: { nodes: Cluster["nodes"] }) {
  if (total < 2) return null;
  const pips = Math.min(total, MAX_PIPS);
  // Bad nodes get at least one pip, however large the cluster.
  const bad = Math.ceil((unhealthy / total) * pips);
  const unsure = Math.min(pips - bad, Math.ceil((unknown / total) * pips));
  return (
    <span aria-hidden className="flex h-2.5 gap-[3px]">
      {Array.from({ length: pips }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pip is nothing but its position.
        <span key={index} className={pipLook(index, bad, unsure)} />
      ))}
    </span>
  );
}

function pipLook(index: number, bad: number, unsure: number): string {
  if (index < bad) return "drawn w-1.5 rounded-[2px] bg-down";
  return index < bad + unsure
    ? "drawn w-1.5 rounded-[2px] border border-line-strong"
    : "drawn w-1.5 rounded-[2px] bg-line-strong";
}
