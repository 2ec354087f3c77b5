import { memo } from "react";
import type { Connection } from "@/lib/contract/fleet";
import { useServerNow } from "@/lib/queries/use-server-now";
import { fleetWords } from "./fleet-words";
import type { Reading } from "./reading";

interface FleetHeadlineProps {
  readings: readonly Reading[];
  connections: readonly Connection[];
}

/** The whole page in one sentence. */
export const FleetHeadline = memo(function FleetHeadline({ readings, connections }: FleetHeadlineProps) {
  const [first, ...rest] = fleetWords(readings, connections, useServerNow(60_000));
  return (
    <h1 className="text-xl leading-7 font-semibold tracking-tight text-balance sm:text-2xl sm:leading-8">
      {first}
      {rest.map((part) => (
        <span key={part} className="font-normal text-muted">
          {/* The dot goes with what follows: at a line's end it would wait for something. */}
          {" ·\u00a0"}
          {part}
        </span>
      ))}
    </h1>
  );
});
