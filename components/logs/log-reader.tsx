"use client";

import { ArrowDownToLine, Copy, WrapText } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { DownloadButton } from "@/components/ui/download-button";
import { LabelledSelect } from "@/components/ui/fields/labelled-select";
import { notify } from "@/components/ui/notice";
import { hostAlias } from "@/lib/domain/connect/ssh";
import { formatAge, formatCount, formatCounted, formatInterval } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { type LogLine, levelOf, levelsIn } from "./log-levels";
import { LogLines } from "./log-lines";
import { findLines, nextMatch } from "./log-search";
import { LogSearchField } from "./log-search-field";
import { lineText, logText } from "./log-text";

const ALL_LEVELS = "";

interface LogReaderProps {
  lines: readonly LogLine[];
  readAt: EpochMs;
  /** How often newer lines are available. */
  paceMs: number;
  clusterName: string;
  /** Whether newer lines are fetched and kept in view. */
  isFollowed: boolean;
  onFollow: (isFollowed: boolean) => void;
}

/** The lines, with search and filter. Choosing a line pauses the log, so that it can be read. */
export function LogReader({ lines, readAt, paceMs, clusterName, isFollowed, onFollow }: LogReaderProps) {
  const [level, setLevel] = useState(ALL_LEVELS);
  const [typed, setTyped] = useState("");
  const [wraps, setWraps] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const search = useDeferredValue(typed);
  const levels = useMemo(() => levelsIn(lines), [lines]);
  const shown = useMemo(
    () => (level === ALL_LEVELS ? lines : lines.filter((line) => levelOf(line) === level)),
    [lines, level],
  );
  const matches = useMemo(() => findLines(shown, search), [shown, search]);
  const active = isFollowed ? null : chosen;
  const line = active === null ? undefined : shown[active];

  function choose(index: number | null) {
    setChosen(index);
    if (index !== null) onFollow(false);
  }
  function step(by: 1 | -1) {
    // Pressing Enter right after typing refers to the text in the field, not to the search that has yet to catch up.
    choose(nextMatch(search === typed ? matches : findLines(shown, typed), active, by));
  }
  async function copyLine() {
    if (!line) return;
    notify((await copyText(lineText(line))) ? "Copied the line" : "The browser blocked copying");
  }

  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <LogSearchField
          value={typed}
          onChange={(value) => {
            setTyped(value);
          }}
          countWords={matchWords(matches, active)}
          hasMatches={matches.length > 0}
          onStep={step}
        />
        {levels.length > 1 && (
          <LabelledSelect
            label="Level"
            value={level}
            onChange={(value) => {
              setLevel(value);
              setChosen(null);
            }}
          >
            <option value={ALL_LEVELS}>All</option>
            {levels.map(({ level: name, count }) => (
              <option key={name} value={name}>
                {name} ({formatCount(count)})
              </option>
            ))}
          </LabelledSelect>
        )}
        <div className="flex flex-wrap gap-2 sm:ml-auto">
          <Button aria-pressed={wraps} onClick={() => setWraps(!wraps)}>
            <WrapText size={15} aria-hidden />
            Wrap
          </Button>
          <Button disabled={!line} onClick={copyLine}>
            <Copy size={15} aria-hidden />
            Copy line
          </Button>
          <DownloadButton
            text={() => logText(lines)}
            fileName={`${hostAlias(clusterName)}.log.txt`}
            label="Download the log"
          />
        </div>
      </div>
      <div className="relative">
        <LogLines
          lines={shown}
          {...{ search, wraps, isFollowed, active }}
          onLeaveEnd={() => onFollow(false)}
          onActivate={choose}
          onCopy={copyLine}
        />
        {!isFollowed && (
          <Button variant="primary" className="absolute right-5 bottom-4 shadow-lift" onClick={() => onFollow(true)}>
            <ArrowDownToLine size={15} aria-hidden />
            Jump to newest
          </Button>
        )}
      </div>
      <div className="flex flex-wrap gap-x-1.5 text-xs text-muted">
        <p role="status">
          {formatCounted(shown.length, "line")}
          {shown.length < lines.length && ` of ${formatCount(lines.length)}`}.{" "}
          {isFollowed ? `Newer lines follow about every ${formatInterval(paceMs)}.` : "Paused: newer lines wait."}
        </p>
        {/* Counts on each second, which nobody wants to hear. */}
        <p>
          Read <LogAge readAt={readAt} /> ago.
        </p>
      </div>
    </>
  );
}

function LogAge({ readAt }: { readAt: EpochMs }) {
  return useServerTime((now) => formatAge(now - readAt));
}

function matchWords(matches: readonly number[], active: number | null): string {
  const place = active === null ? -1 : matches.indexOf(active);
  const all = formatCounted(matches.length, "line");
  return place === -1 ? all : `${formatCount(place + 1)} of ${all}`;
}
