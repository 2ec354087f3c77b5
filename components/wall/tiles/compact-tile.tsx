"use client";

import { clsx } from "clsx";
import { lastedWords, nameOf, noticeWords } from "@/components/status/cluster-words";
import { markedOf, type Reading } from "@/components/status/live-cluster";
import { StatusMark } from "@/components/status/status-mark";
import { flappingWords } from "@/lib/domain/cluster/failures";
import { isOld } from "@/lib/domain/cluster/freshness";
import { formatCounted } from "@/lib/domain/text/format";
import { costlyWords, statusWords, statusWordsSince } from "@/lib/domain/text/words";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { useWallMeasure } from "../wall-context";
import { MiddleText } from "./middle-text";
import { firstThatFits } from "./shorten-middle";
import { TileRate } from "./tile-rate";
import { TileShell } from "./tile-shell";
import { BORDERS, LABEL, TILE_TYPE, typeOf } from "./tile-type";
import { useClusterAge } from "./use-cluster-age";
import { ageWidthOf, WallAge } from "./wall-age";

interface CompactTileProps extends Reading {
  kind: "compact" | "slim";
  /** In the tile's own units. */
  width: number;
  /** What fires about it: "Idle"; `null` for nothing. */
  alert: string | null;
}

const GAP = 1;
/** Closer than this, a large figure and the age next to it would read as one. */
const AGE_GAP = 1.5;
/** As wide as a fresh age usually gets; otherwise a figure would change form whenever its age gains or loses a digit. */
const USUAL_AGE = "59 s";
/** Any less of a name would be meaningless. */
const SLIM_NAME = 9;

/**
 * Name and age, and on a compact tile, what is wrong or what it costs. A slim tile shows the age only if it is late, and only next to
 * enough of the name: its style says as much, and the band shows the oldest age of all.
 */
export function CompactTile({ kind, width, cluster, freshness, mark, alert }: CompactTileProps) {
  const { widthOf } = useWallMeasure();
  const ownAge = useClusterAge(cluster);
  const isSlim = kind === "slim";
  const type = TILE_TYPE[kind];
  const wasRead = isOld(freshness);
  const inner = width - 2 * type.padX - BORDERS;
  const ageWidth = ownAge === null ? 0 : ageWidthOf(ownAge, widthOf) * LABEL + GAP;
  const besideMark = inner - type.mark - GAP;
  const usualAgeWidth = ownAge === null ? 0 : widthOf(USUAL_AGE, "normal") * LABEL;
  const room = inner - Math.max(ageWidth - GAP, usualAgeWidth) - AGE_GAP;
  const isAgeTold = !isSlim || (ownAge?.freshness !== "fresh" && besideMark - ageWidth >= SLIM_NAME);
  const age = isAgeTold ? ownAge : null;
  const nameWidth = isSlim && age !== null ? besideMark - ageWidth : besideMark;
  // One that does not fit is counted in the headline, and no reason to hide what the cluster costs.
  const tellsAlert = alert !== null && widthOf(alert, "bold") * LABEL <= room;
  const badge = age && (
    <span className="ml-auto type-3 font-normal text-muted">
      <WallAge age={age} />
    </span>
  );
  return (
    <TileShell
      mark={mark}
      isOld={wasRead}
      isSlim={isSlim}
      isLate={freshness === "late"}
      padX={type.padX}
      padY={type.padY}
    >
      <h2
        className={clsx(
          "flex items-center gap-1 whitespace-nowrap",
          wasRead && "text-muted",
          !isSlim && "font-semibold",
        )}
        style={typeOf(type.name)}
      >
        <StatusMark mark={mark} className="size-[0.95em]" />
        <span>
          <MiddleText text={nameOf(cluster)} size={type.name} width={nameWidth} isBold />
        </span>
        {isSlim && badge}
      </h2>
      {!isSlim && (
        <div className="mt-auto flex min-h-6 items-center justify-between">
          {mark === "healthy" && flappingWords(cluster.recentFailures) === null && !tellsAlert ? (
            <TileRate cluster={cluster} wasRead={false} type={type} width={room} />
          ) : (
            <StatusWords cluster={cluster} freshness={freshness} mark={mark} alert={alert} width={room} />
          )}
          {badge}
        </div>
      )}
    </TileShell>
  );
}

/** As much of the status and the reason for it as fits. */
function StatusWords({ cluster, freshness, mark, alert, width }: Reading & Pick<CompactTileProps, "alert" | "width">) {
  const { widthOf } = useWallMeasure();
  const marked = markedOf(cluster, freshness);
  const longest = useServerTime((now) => statusWordsSince(marked, lastedWords(cluster, now)));
  const words = statusWords(marked);
  const shortest = words.split(",")[0] ?? words;
  const notice = noticeWords({ cluster, freshness, mark });
  const flapping = flappingWords(cluster.recentFailures);
  const withNotice = notice === null || isOld(freshness) ? longest : `${longest} · ${notice}`;
  const withFlapping = flapping === null ? longest : `${words} · ${flapping}`;
  const cost = costlyWords(marked);
  const isCalm = mark === "healthy" || mark === "stopped" || mark === "unknown";
  // What is well may still have an alert, such as one about its costs.
  const calmAlert = alert !== null && isCalm ? [`${longest} · ${alert}`, `${words} · ${alert}`, alert] : [];
  // The mark tells the status already, so where little fits, what it does not tell comes first.
  const told = [
    ...(flapping === null ? [] : [flapping, formatCounted(cluster.recentFailures?.count ?? 0, "failure")]),
    ...(cost === null ? [] : [`still billed ${cost}`, cost]),
  ];
  return (
    <p className={clsx("type-3 whitespace-nowrap", isCalm ? "text-muted" : "font-semibold text-mark")}>
      {firstThatFits(
        [
          ...calmAlert,
          ...[withNotice, withFlapping],
          ...(flapping === null ? [longest] : []),
          ...told,
          ...[longest, words, shortest, ""],
        ],
        (text) => widthOf(text, "bold") * LABEL <= width,
      )}
    </p>
  );
}
