import type { Connection } from "@/lib/contract/fleet";
import { headlineOf } from "@/lib/domain/headline";
import { markedOf, type Reading } from "./reading";

/** The whole page in one sentence. */
export function FleetHeadline({ readings, connections }: { readings: readonly Reading[]; connections: Connection[] }) {
  const clusters = readings.map(({ cluster, freshness }) => markedOf(cluster, freshness));
  const [first, ...rest] = headlineOf({ clusters, connections });
  return (
    <h1 className="text-xl leading-7 font-semibold tracking-tight text-balance sm:text-2xl sm:leading-8">
      {first}
      {rest.map((part) => (
        <span key={part} className="font-normal text-muted">
          {"\u00a0· "}
          {part}
        </span>
      ))}
    </h1>
  );
}
