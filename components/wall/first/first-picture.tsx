import { zoneTime } from "@/components/charts/zone-time";
import { formatShortRate } from "@/lib/domain/money/format-usd";
import { WallFigure } from "../frame/wall-figure";
import { WallMessage } from "../frame/wall-message";
import { clockIn, zoneNameAt } from "../frame/zone-clock";
import { turnsOf } from "../life/turns";
import { MapLegend } from "../node-map/map-legend";
import { problemKey } from "../views/wall-problems";
import { readWallSettings } from "../wall-parameters";
import type { FirstFacts } from "./first-facts";
import { MAX_TILES, showsAllReadings } from "./first-layout";
import { firstStyle } from "./first-style";
import { FirstTile } from "./first-tile";

interface FirstPictureProps {
  facts: FirstFacts;
  /** The screen's settings, as its URL has them. */
  search: Readonly<Record<string, string | string[] | undefined>>;
  showsCosts: boolean;
  /** Of this answer's content policy. */
  nonce: string | undefined;
}

const ID = "first-picture";

/**
 * What a wall shows until its program has loaded and drawn the fleet: as much of the same picture as needs neither a script nor
 * the size of the screen. It says when it was true, for it may remain there.
 */
export function FirstPicture({ facts, search, showsCosts, nonce }: FirstPictureProps) {
  const settings = readWallSettings((name) => [search[name]].flat()[0] ?? null);
  const { headline, readings, problems, totals, wasRead, at } = facts;
  const zone = settings.zone ?? "UTC";
  const [view] = turnsOf({ wanted: settings.views, hasProblems: problems.length > 0, showsCosts });
  const listed = view === "fleet" || view === "problems" ? problems : [];
  const items = showsAllReadings({ view, readings: readings.length })
    ? readings.map((reading) => ({ reading }))
    : listed;
  const content = {
    view,
    headline,
    readings: readings.length,
    problems: listed.length,
    scale: settings.scale,
    showsCosts,
  };
  const [first, ...others] = headline;
  return (
    <div id={ID} className="flex h-full flex-col gap-1.5 overflow-hidden p-2 pt-1 pb-2.5 leading-[1.2]">
      {/* A browser hides the nonce from whoever compares. */}
      <style nonce={nonce} suppressHydrationWarning>
        {firstStyle(ID, content)}
      </style>
      <header className="flex flex-col gap-1">
        <h1 className="flex items-baseline gap-x-3 leading-[1.1] [flex-direction:var(--headline-flow)] forced-color-adjust-none">
          <span className="text-[length:calc(var(--spacing)*var(--headline-size))] font-semibold tracking-tight">
            {first}
          </span>
          {others.length > 0 && (
            <span className="text-[length:calc(var(--spacing)*5)] text-muted">{others.join(" · ")}</span>
          )}
        </h1>
        <dl className="flex flex-wrap justify-between gap-x-4 gap-y-1">
          {showsCosts && (
            <WallFigure
              term={totals.unpricedClusters > 0 ? `Burn, ${totals.unpricedClusters} unpriced` : "Burn"}
              wasRead={wasRead}
            >
              {totals.usdMicrosPerHour === null ? "unknown" : formatShortRate(totals.usdMicrosPerHour)}
            </WallFigure>
          )}
          {showsCosts && <WallFigure term="Today">…</WallFigure>}
          {showsCosts && <WallFigure term="This month">…</WallFigure>}
          <WallFigure term={`As of ${zoneTime(at, zone, "day")}, ${zoneNameAt(at, zone)}`}>
            <time>{clockIn(at, zone)}</time>
          </WallFigure>
          {/* The place of the clock, whose time zone may be the screen's own. */}
          <WallFigure term="Time">…</WallFigure>
        </dl>
      </header>
      {view === "nodes" && readings.length > 0 && <MapLegend readings={readings} />}
      {view === "costs" && <WallMessage mark="working" title="Adding up the costs" />}
      <div className="grid min-h-0 grow [grid-template:var(--stage)] [&>*]:[grid-area:-2/-2/-1/-1]">
        <div className="flex min-h-0 min-w-0 flex-col">
          <ul
            data-tiles
            aria-label="Clusters and accounts"
            className="grid min-h-0 gap-[calc(var(--unit)*var(--gap))] [grid-template-rows:var(--rows)] [grid-template-columns:repeat(var(--columns),minmax(0,1fr))] [flex:var(--grow)]"
          >
            {items.slice(0, MAX_TILES).map((item) => (
              <FirstTile key={problemKey(item)} item={item} showsCosts={showsCosts} />
            ))}
          </ul>
          <p className="pt-1 type-3 text-muted after:content-(--more)" />
        </div>
      </div>
    </div>
  );
}
