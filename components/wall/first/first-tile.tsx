import { clsx } from "clsx";
import type { ReactNode } from "react";
import { nameOf } from "@/components/status/cluster-words";
import { markedOf, type Reading } from "@/components/status/live-cluster";
import { StatusMark } from "@/components/status/status-mark";
import { isOld } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";
import { graphemesOf } from "@/lib/domain/text/graphemes";
import { statusWords } from "@/lib/domain/text/words";
import { type TileLook, tileLook } from "../tiles/tile-look";
import { noteWords, rateFigures } from "../tiles/tile-words";
import type { AccountProblem, Problem } from "../views/wall-problems";

interface FirstTileProps {
  item: Problem;
  showsCosts: boolean;
}

/** A tile whose sizes come from the style of the first picture. It has no age, and no time for how long: both go on. */
export function FirstTile({ item, showsCosts }: FirstTileProps) {
  return "reading" in item ? (
    <ClusterTile reading={item.reading} showsCosts={showsCosts} />
  ) : (
    <AccountTile problem={item} />
  );
}

function AccountTile({ problem: { mark, words, account, detail } }: { problem: AccountProblem }) {
  return (
    <Tile look={{ mark, isOld: false }} words={words} name={account.label} note={detail ?? ""}>
      <div className="[display:var(--compact)]">
        <Words mark={mark}>{words}</Words>
      </div>
    </Tile>
  );
}

function ClusterTile({ reading, showsCosts }: { reading: Reading; showsCosts: boolean }) {
  const { cluster, freshness, mark } = reading;
  const words = statusWords(markedOf(cluster, freshness));
  const wasRead = isOld(freshness);
  const figures = showsCosts ? rateFigures(cluster.rate) : null;
  return (
    <Tile
      look={{ mark, isOld: wasRead, isLate: freshness === "late" }}
      words={words}
      name={nameOf(cluster)}
      note={noteWords(reading)}
    >
      <div className="[display:var(--roomy)]">{figures && <Rate figure={figures.at(0)} wasRead={wasRead} />}</div>
      <div className="[display:var(--compact)]">
        {mark !== "healthy" && <Words mark={mark}>{words}</Words>}
        {mark === "healthy" && figures && <Rate figure={figures.at(-1)} wasRead={wasRead} />}
      </div>
    </Tile>
  );
}

interface TileProps {
  look: TileLook;
  words: string;
  name: string;
  note: string;
  /** At the bottom. */
  children: ReactNode;
}

function Tile({ look, words, name, note, children }: TileProps) {
  const { mark } = look;
  return (
    <li className="min-h-0 min-w-0 [--spacing:calc(var(--unit)*var(--enlargement))]">
      <article
        data-mark={mark}
        className={clsx(
          tileLook(look),
          "[justify-content:var(--justify)]",
          "px-[calc(var(--spacing)*var(--pad-x))] py-[calc(var(--spacing)*var(--pad-y))]",
        )}
      >
        <p className="items-center gap-[0.25em] text-[length:calc(var(--spacing)*var(--mark-size))] [display:var(--roomy)]">
          <StatusMark mark={mark} className="size-[1em]" />
          <span
            className={clsx(
              "truncate text-[length:calc(var(--spacing)*var(--head-size))]",
              isCalm(mark) ? "text-muted" : "font-semibold text-mark",
            )}
          >
            {words}
          </span>
        </p>
        <h2
          className={clsx(
            "flex items-center gap-1 text-[length:calc(var(--spacing)*var(--name-size))] font-semibold",
            look.isOld && "text-muted",
          )}
        >
          <StatusMark mark={mark} className="size-[0.95em] [display:var(--small-mark)]" />
          <Name>{name}</Name>
        </h2>
        {note !== "" && (
          <div className="[display:var(--roomy)]">
            <p className={clsx("truncate type-3", isCalm(mark) && "text-muted")}>{note}</p>
          </div>
        )}
        <div className="mt-auto [display:var(--foot)]">{children}</div>
      </article>
    </li>
  );
}

function Rate({ figure, wasRead }: { figure: string | undefined; wasRead: boolean }) {
  return (
    <p className="whitespace-nowrap">
      {wasRead && <span className="type-3 text-muted">was </span>}
      <span className="text-[length:calc(var(--spacing)*var(--value-size))] font-semibold tracking-tight tabular-nums">
        {figure}
      </span>
    </p>
  );
}

function Words({ mark, children }: { mark: Mark; children: ReactNode }) {
  return <p className={clsx("truncate type-3", isCalm(mark) ? "text-muted" : "font-semibold text-mark")}>{children}</p>;
}

const TAIL = 8;

/** Shortened in the middle, where it is too long: names usually differ at their ends. */
function Name({ children }: { children: string }) {
  const letters = graphemesOf(children);
  return (
    <span className="flex min-w-0 whitespace-pre">
      <span className="truncate whitespace-pre">{letters.slice(0, -TAIL).join("")}</span>
      <span className="shrink-0">{letters.slice(-TAIL).join("")}</span>
    </span>
  );
}

function isCalm(mark: Mark): boolean {
  return mark === "healthy" || mark === "stopped" || mark === "unknown";
}
