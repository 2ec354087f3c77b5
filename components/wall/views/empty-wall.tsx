"use client";

import { useFleetSource } from "@/components/status/source/fleet-source";
import type { Account } from "@/lib/contract/fleet";
import { formatCounted } from "@/lib/domain/text/format";
import { WallMessage } from "../frame/wall-message";
import { type Area, tileGrid } from "../tiles/tile-grid";
import { WallTiles } from "../tiles/wall-tiles";
import { ProblemList } from "./problem-list";
import type { Problem } from "./wall-problems";

interface EmptyWallProps {
  accounts: readonly Account[];
  problems: readonly Problem[];
  area: Area;
}

/** Why there are no clusters, as far as that is known. */
export function EmptyWall({ accounts, problems, area }: EmptyWallProps) {
  const { isGuest } = useFleetSource();
  const grid = tileGrid(problems.length, area);
  if (grid !== null) return <WallTiles items={problems} grid={grid} label="Accounts with problems" />;
  if (problems.length > 0) return <ProblemList problems={problems} area={area} />;
  if (accounts.length === 0 && !isGuest) {
    return (
      <WallMessage mark="stopped" title="Connect your first account" height={area.height}>
        Set a provider’s key where Clusterdeck’s server runs. Its clusters then appear here on their own.
      </WallMessage>
    );
  }
  const answering = accounts.filter(({ lastSuccessAt }) => lastSuccessAt !== null).length;
  if (answering === 0)
    return <WallMessage mark="working" title="Reading the accounts for the first time" height={area.height} />;
  return (
    <WallMessage mark="stopped" title="There are no clusters right now" height={area.height}>
      {formatCounted(answering, "account")} answered, with an empty list. A new cluster appears here within a minute.
    </WallMessage>
  );
}
