"use client";

import { memo, useState } from "react";
import { AccountTrouble } from "@/components/status/account/account-trouble";
import { Button } from "@/components/ui/button";
import type { Connection } from "@/lib/contract/fleet";
import { ConnectionChip } from "./connection-chip";
import { ConnectionTrouble } from "./connection-trouble";

const SHOWN_WHILE_FOLDED = 12;
const TROUBLED_FIRST: readonly Connection["state"][] = ["failing", "limited", "starting", "ok"];

/** A chip for each account, and a callout for each that cannot be read, is suspended or is running out of money. */
export const ConnectionStrip = memo(function ConnectionStrip({ connections }: { connections: readonly Connection[] }) {
  const [isUnfolded, setUnfolded] = useState(false);
  const sorted = [...connections].sort(
    (left, right) => TROUBLED_FIRST.indexOf(left.state) - TROUBLED_FIRST.indexOf(right.state),
  );
  const troubled = sorted.filter(({ problem }) => problem !== null);
  const shown = isUnfolded ? sorted : sorted.slice(0, SHOWN_WHILE_FOLDED);
  return (
    <section aria-label="Accounts" className="mt-4 space-y-2">
      <ul className="relative flex items-center gap-1.5 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 sm:flex-wrap">
        {shown.map((connection) => (
          <li key={connection.id} className="min-w-0 max-sm:shrink-0">
            <ConnectionChip connection={connection} />
          </li>
        ))}
        {sorted.length > SHOWN_WHILE_FOLDED && (
          <li>
            <Button variant="ghost" className="h-7" onClick={() => setUnfolded(!isUnfolded)}>
              {isUnfolded ? "Show fewer" : `${sorted.length - SHOWN_WHILE_FOLDED} more`}
            </Button>
          </li>
        )}
      </ul>
      {troubled.slice(0, isUnfolded ? troubled.length : SHOWN_WHILE_FOLDED).map((connection) => (
        <ConnectionTrouble key={connection.id} connection={connection} />
      ))}
      {sorted.map((connection) => (
        <AccountTrouble key={connection.id} connection={connection} />
      ))}
    </section>
  );
});
