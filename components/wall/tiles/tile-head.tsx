"use client";

import { clsx } from "clsx";
import { lastedWords } from "@/components/status/cluster-words";
import { markedOf, type Reading } from "@/components/status/live-cluster";
import { StatusMark } from "@/components/status/status-mark";
import { flappingWords } from "@/lib/domain/cluster/failures";
import { statusWords, statusWordsSince } from "@/lib/domain/text/words";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { useWallMeasure } from "../wall-context";
import { firstThatFits } from "./shorten-middle";
import { LABEL, type TileType, typeOf } from "./tile-type";
import { useClusterAge } from "./use-cluster-age";
import { ageWidthOf, WallAge } from "./wall-age";

interface TileHeadProps extends Reading {
  type: TileType;
  /** Inside the tile's padding, in the tile's own units. */
  width: number;
}

const GAP = 1;

/** Shape, words and age: "▲ Degraded 42 min … 14 s". Only abnormal states are coloured. */
export function TileHead({ cluster, freshness, mark, type, width }: TileHeadProps) {
  const { widthOf } = useWallMeasure();
  const age = useClusterAge(cluster);
  const marked = markedOf(cluster, freshness);
  const longest = useServerTime((now) => statusWordsSince(marked, lastedWords(cluster, now)));
  const ageWidth = age === null ? 0 : ageWidthOf(age, widthOf) * LABEL + GAP;
  const room = width - type.mark - GAP - ageWidth;
  const words = statusWords(marked);
  const fits = (text: string) => widthOf(text, "bold") * LABEL <= room;
  const flapping = flappingWords(cluster.recentFailures);
  const withFlapping = flapping === null ? [] : [`${longest} · ${flapping}`, `${words} · ${flapping}`, flapping];
  const shown = firstThatFits([...withFlapping, longest, words, words.split(",")[0] ?? words, ""], fits);
  const size = Math.min(type.head, room / Math.max(1, widthOf(shown, "bold")));
  const isCalm = mark === "healthy" || mark === "stopped" || mark === "unknown";
  return (
    <p className="flex items-center gap-[0.25em] whitespace-nowrap" style={typeOf(type.mark)}>
      <StatusMark mark={mark} className="size-[1em]" />
      <span className={clsx("grow", isCalm ? "text-muted" : "font-semibold text-mark")} style={typeOf(size)}>
        {shown}
      </span>
      {age && (
        <span className="type-3 text-muted">
          <WallAge age={age} />
        </span>
      )}
    </p>
  );
}
