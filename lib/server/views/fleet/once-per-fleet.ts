import "server-only";
import type { AccountSnapshot } from "../../poller/account-snapshot";

/** `find`, called once for the same fleet, since each page of a cluster asks with each poll. */
export function oncePerFleet<Found>(
  find: (snapshots: readonly AccountSnapshot[]) => Found,
): (snapshots: readonly AccountSnapshot[]) => Found {
  let latest: { snapshots: readonly AccountSnapshot[]; found: Found } | null = null;
  return (snapshots) => {
    const isSame =
      latest?.snapshots.length === snapshots.length &&
      latest.snapshots.every((snapshot, index) => snapshot === snapshots[index]);
    if (!isSame || latest === null) latest = { snapshots: [...snapshots], found: find(snapshots) };
    return latest.found;
  };
}
