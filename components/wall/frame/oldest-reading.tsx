"use client";

import { useAges } from "@/components/status/source/ages";
import type { Account } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { FleetAges } from "@/lib/queries/ages/fleet-ages";
import { useReadingAge } from "../tiles/reading-age";
import { WallAge } from "../tiles/wall-age";
import { WallFigure } from "./wall-figure";

/**
 * How old the picture is: the age of the account that has been silent the longest. One that is paused grows older on purpose and would
 * hide the others; its clusters and the list of problems say so.
 */
export function OldestReading({ accounts }: { accounts: readonly Account[] }) {
  const read = accounts.filter(({ state }) => state !== "paused");
  const oldestId = useAges((ages) => oldestOf(read.length > 0 ? read : accounts, ages)?.id ?? null);
  const oldest = accounts.find(({ id }) => id === oldestId);
  const source = { pollIntervalMs: oldest?.pollIntervalMs ?? 0, isPaused: oldest?.state === "paused" };
  const age = useReadingAge((ages) => (oldest ? readAtOf(oldest, ages) : null), source);
  if (oldest === undefined) return null;
  return (
    <WallFigure term="Oldest reading">
      <WallAge age={age} />
    </WallFigure>
  );
}

function oldestOf(accounts: readonly Account[], ages: FleetAges): Account | null {
  const ageOf = (account: Account) => readAtOf(account, ages) ?? Number.NEGATIVE_INFINITY;
  return accounts.reduce<Account | null>(
    (oldest, account) => (oldest === null || ageOf(account) < ageOf(oldest) ? account : oldest),
    null,
  );
}

function readAtOf({ id }: Account, ages: FleetAges): EpochMs | null {
  return ages.account(id)?.lastSuccessAt ?? null;
}
