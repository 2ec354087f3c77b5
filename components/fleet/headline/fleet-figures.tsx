"use client";

import { clsx } from "clsx";
import { memo, type ReactNode } from "react";
import { amountWords } from "@/components/status/amount-words";
import type { Reading } from "@/components/status/live-cluster";
import { amountRemark, shortRemark } from "@/components/status/money-words";
import { useAges } from "@/components/status/source/ages";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { Tooltip } from "@/components/ui/overlay/tooltip";
import type { Totals } from "@/lib/contract/fleet";
import { isOld } from "@/lib/domain/cluster/freshness";
import { formatRate } from "@/lib/domain/money/format-usd";
import { formatCount, formatCounted } from "@/lib/domain/text/format";
import type { FleetAges } from "@/lib/queries/ages/fleet-ages";
import { useServerSilence } from "@/lib/queries/liveness/use-server-silence";

interface FleetFiguresProps {
  totals: Totals;
  readings: readonly Reading[];
  /** Since when history has not been written; `null` while it is. */
  unrecordedSince: string | null;
}

/** The fleet in figures. A figure based only on old readings is in the past tense. */
export const FleetFigures = memo(function FleetFigures({ totals, readings, unrecordedSince }: FleetFiguresProps) {
  const { usdMicrosPerHour, unpricedClusters, month, gpus, nodes } = totals;
  const { showsCosts } = useFleetSource();
  const isServerSilent = useServerSilence() !== null;
  const isAllOld = readings.every(({ freshness }) => isOld(freshness));
  const wasRead = isServerSilent || isAllOld;
  const unpriced = `${formatCounted(unpricedClusters, "cluster")} with unknown price`;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {showsCosts && (
        <Figure
          term="Burn"
          wasRead={wasRead}
          remark={unpricedClusters > 0 && (usdMicrosPerHour === null ? unpriced : `+ ${unpriced}`)}
        >
          {usdMicrosPerHour === null ? "unknown" : formatRate(usdMicrosPerHour)}
        </Figure>
      )}
      {showsCosts && month && (
        <Figure
          term="Month to date"
          detail={month.timeZone}
          wasRead={wasRead}
          remark={<MonthRemark month={month} unrecordedSince={unrecordedSince} />}
        >
          <MonthAmount month={month} />
        </Figure>
      )}
      <Figure term="GPUs" wasRead={wasRead}>
        {formatCount(gpus)}
      </Figure>
      <Figure term="Nodes" wasRead={wasRead}>
        {formatCount(nodes)}
      </Figure>
    </dl>
  );
});

type Month = NonNullable<Totals["month"]>;

/** It grows with each reading. */
function MonthAmount({ month }: { month: Month }) {
  return useAges((ages) => amountWords({ ...month, ...ages.month() }));
}

type MonthRemarkProps = { month: Month } & Pick<FleetFiguresProps, "unrecordedSince">;

/** How certain the month's figure is, in few words: its whole remark would push the clusters down. */
function MonthRemark({ month, unrecordedSince }: MonthRemarkProps) {
  const remarkBy = (words: typeof amountRemark) => (ages: FleetAges) => {
    const current = { ...month, ...ages.month() };
    return words(current, { ...current, generatedAt: current.asOf, unrecordedSince });
  };
  const short = useAges(remarkBy(shortRemark));
  const whole = useAges(remarkBy(amountRemark));
  if (short === whole) return short;
  return (
    <Tooltip label={`Month to date: ${whole}`} content={() => whole} className="underline decoration-dotted">
      {short}
    </Tooltip>
  );
}

interface FigureProps {
  term: string;
  /** Printed after the term. */
  detail?: string;
  children: ReactNode;
  remark?: ReactNode;
  wasRead: boolean;
}

function Figure({ term, detail, children, remark, wasRead }: FigureProps) {
  return (
    <div>
      <dt className="text-xs text-muted">
        {term}
        {detail !== undefined && `, ${detail}`}
      </dt>
      <dd className={clsx("text-xl leading-7 font-semibold tracking-tight", wasRead && "text-muted")}>
        {wasRead && <span className="text-sm font-normal">was </span>}
        {children}
        {remark && (
          <span className="ml-2 text-xs font-normal tracking-normal text-muted max-sm:ml-0 max-sm:block">{remark}</span>
        )}
      </dd>
    </div>
  );
}
