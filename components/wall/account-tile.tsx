"use client";

import { StatusMark } from "@/components/clusters/status-mark";
import type { Connection } from "@/lib/contract/fleet";
import { formatDuration } from "@/lib/domain/format";
import type { Mark } from "@/lib/domain/mark";
import { useServerTime } from "@/lib/queries/use-server-now";
import { MiddleText } from "./middle-text";
import type { TileKind } from "./tile-grid";
import { TileShell } from "./tile-shell";
import { BORDERS, TILE_TYPE, typeOf } from "./tile-type";

interface AccountTileProps {
  connection: Connection;
  mark: Mark;
  kind: TileKind;
  /** In the tile's own units. */
  width: number;
}

/** An account that is not read as it should be. Why is told to members only. */
export function AccountTile({ connection, mark, kind, width }: AccountTileProps) {
  const { label, state, problem } = connection;
  const type = TILE_TYPE[kind];
  const since = problem === null ? null : Date.parse(problem.since);
  const lasted = useServerTime((now) => (since === null ? "" : ` ${formatDuration(now - since)}`));
  const isRoomy = kind === "big" || kind === "medium";
  const words = state === "failing" ? "Cannot be read" : "Limited";
  return (
    <TileShell mark={mark} isOld={false} isSlim={kind === "slim"} padX={type.padX} padY={type.padY}>
      {isRoomy && (
        <p className="flex items-center gap-1 font-semibold whitespace-nowrap text-mark" style={typeOf(type.head)}>
          <StatusMark mark={mark} className="size-[1.1em]" />
          {words}
          {lasted}
        </p>
      )}
      <h2 className="flex items-center gap-1 font-semibold whitespace-nowrap" style={typeOf(type.name)}>
        {!isRoomy && <StatusMark mark={mark} className="size-[0.95em]" />}
        <span>
          <MiddleText
            text={label}
            size={type.name}
            width={width - 2 * type.padX - (isRoomy ? BORDERS : type.mark + 1.5)}
            isBold
          />
        </span>
      </h2>
      {isRoomy && problem !== null && <p className="line-clamp-3 type-3">{problem.detail}</p>}
      {kind === "compact" && <p className="mt-auto type-3 font-semibold whitespace-nowrap text-mark">{words}</p>}
    </TileShell>
  );
}
