"use client";

import type { Connection } from "@/lib/contract/fleet";
import { useReadingAge } from "../tiles/reading-age";
import { WallAge } from "../tiles/wall-age";
import { WallFigure } from "./wall-figure";

/** How old the picture is: the age of the account that has been silent the longest. */
export function OldestReading({ connections }: { connections: readonly Connection[] }) {
  const oldest = connections.reduce<Connection | null>(
    (old, connection) => (old === null || readAt(connection) < readAt(old) ? connection : old),
    null,
  );
  const age = useReadingAge(
    oldest?.lastSuccessAt ? Date.parse(oldest.lastSuccessAt) : null,
    oldest?.pollIntervalMs ?? 0,
  );
  if (oldest === null) return null;
  return (
    <WallFigure term="Oldest reading">
      <WallAge age={age} />
    </WallFigure>
  );
}

function readAt({ lastSuccessAt }: Connection): number {
  return lastSuccessAt === null ? Number.NEGATIVE_INFINITY : Date.parse(lastSuccessAt);
}
