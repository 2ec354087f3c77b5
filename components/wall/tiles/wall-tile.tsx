"use client";

import { clsx } from "clsx";
import { memo } from "react";
import { useFiringAlerts } from "@/components/status/alerts/firing-alerts";
import { nameOf } from "@/components/status/cluster-words";
import type { Reading } from "@/components/status/live-cluster";
import { RecentRate } from "@/components/status/spend/cluster-spend";
import { isOld } from "@/lib/domain/cluster/freshness";
import { CompactTile } from "./compact-tile";
import { MiddleText } from "./middle-text";
import type { TileKind } from "./tile-grid";
import { TileHead } from "./tile-head";
import { TileRate } from "./tile-rate";
import { TileShell } from "./tile-shell";
import { BORDERS, TILE_TYPE, tileLines, typeOf } from "./tile-type";
import { machineWords, noteWords } from "./tile-words";

export interface WallTileProps extends Reading {
  kind: TileKind;
  /** In the tile's own units. */
  width: number;
  height: number;
  /** The account's name. */
  account: string | undefined;
}

/** A cluster, with as much of it as fits into the tile. */
export const WallTile = memo(function WallTile({ kind, width, height, account, ...reading }: WallTileProps) {
  const alerts = useFiringAlerts().byCluster.get(reading.cluster.id);
  if (kind === "compact" || kind === "slim")
    return <CompactTile kind={kind} width={width} {...reading} alert={alerts?.names ?? null} />;
  const { cluster, freshness, mark } = reading;
  const type = TILE_TYPE[kind];
  const wasRead = isOld(freshness);
  const inner = width - 2 * type.padX - BORDERS;
  const isTrouble = mark === "down" || mark === "degraded";
  const lines = tileLines(kind, height, isTrouble);
  return (
    <TileShell mark={mark} isOld={wasRead} padX={type.padX} padY={type.padY}>
      <TileHead {...reading} type={type} width={inner} />
      <h2 className={clsx("font-semibold whitespace-nowrap", wasRead && "text-muted")} style={typeOf(type.name)}>
        <MiddleText text={nameOf(cluster)} size={type.name} width={inner} isBold />
      </h2>
      {lines.machine && <p className="truncate type-3 text-muted">{machineWords(cluster, account)}</p>}
      {lines.notes > 0 && (
        <p
          className={clsx(
            "type-3",
            isTrouble ? "text-ink" : "text-muted",
            lines.notes === 1 ? "truncate" : "overflow-hidden",
          )}
          style={
            lines.notes === 1
              ? undefined
              : { display: "-webkit-box", WebkitLineClamp: lines.notes, WebkitBoxOrient: "vertical" }
          }
        >
          {isTrouble ? joined(noteWords(reading), alerts?.words) : joined(alerts?.words, noteWords(reading))}
        </p>
      )}
      <div className="mt-auto">
        <TileRate cluster={cluster} wasRead={wasRead} type={type} width={inner} />
      </div>
      {lines.sparkline && (
        <div className="min-h-3 max-h-10 grow pt-0.5 *:h-full [&_path]:[stroke-width:calc(var(--spacing)*0.3)]">
          <RecentRate cluster={cluster} />
        </div>
      )}
    </TileShell>
  );
});

/** What matters more comes first: the end may be cut off. */
function joined(...notes: readonly (string | undefined)[]): string {
  return notes.filter(Boolean).join(" · ");
}
