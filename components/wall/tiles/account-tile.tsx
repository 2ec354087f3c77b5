"use client";

import { StatusMark } from "@/components/status/status-mark";
import { formatDuration } from "@/lib/domain/text/format";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import type { AccountProblem } from "../views/wall-problems";
import { MiddleText } from "./middle-text";
import type { TileKind } from "./tile-grid";
import { TileShell } from "./tile-shell";
import { BORDERS, TILE_TYPE, typeOf } from "./tile-type";

interface AccountTileProps extends AccountProblem {
  kind: TileKind;
  /** In the tile's own units. */
  width: number;
}

/** An account that somebody should look at. Only members see why. */
export function AccountTile({ account, mark, words, detail, since, kind, width }: AccountTileProps) {
  const type = TILE_TYPE[kind];
  const lasted = useServerTime((now) => (since === null ? "" : ` ${formatDuration(now - since)}`));
  const isRoomy = kind === "big" || kind === "medium";
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
            text={account.label}
            size={type.name}
            width={width - 2 * type.padX - (isRoomy ? BORDERS : type.mark + 1.5)}
            isBold
          />
        </span>
      </h2>
      {isRoomy && detail !== null && <p className="line-clamp-3 type-3">{detail}</p>}
      {kind === "compact" && <p className="mt-auto type-3 font-semibold whitespace-nowrap text-mark">{words}</p>}
    </TileShell>
  );
}
