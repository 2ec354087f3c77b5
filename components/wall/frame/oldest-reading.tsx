"use client";

import type { Account } from "@/lib/contract/fleet";
import { useReadingAge } from "../tiles/reading-age";
import { WallAge } from "../tiles/wall-age";
import { WallFigure } from "./wall-figure";

/** How old the picture is: the age of the account that has been silent the longest. */
export function OldestReading({ accounts }: { accounts: readonly Account[] }) {
  const oldest = accounts.reduce<Account | null>(
    (old, account) => (old === null || readAt(account) < readAt(old) ? account : old),
    null,
  );
  const age = useReadingAge(
    oldest?.lastSuccessAt ? Date.parse(oldest.lastSuccessAt) : null,
    oldest?.pollIntervalMs ?? 0,
  );
  if (oldest === null) return null;
  return (
    <WallFigure term="Oldest reading">
      <WallAge age={age} />
    </WallFigure>
  );
}

function readAt({ lastSuccessAt }: Account): number {
  return lastSuccessAt === null ? Number.NEGATIVE_INFINITY : Date.parse(lastSuccessAt);
}
