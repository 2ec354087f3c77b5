import "server-only";
import type { StoredAlert } from "./alert-rows";

/** What each poll moves, such as the time of the evidence, is no reason to write. */
export function isWorthSaving(before: StoredAlert | undefined, { alert, label }: StoredAlert): boolean {
  if (before === undefined || before.label !== label) return true;
  const { state, severity, heldBy, firingSince, clearSince, pendingSince } = before.alert;
  return (
    state !== alert.state ||
    severity !== alert.severity ||
    heldBy !== alert.heldBy ||
    firingSince !== alert.firingSince ||
    clearSince !== alert.clearSince ||
    pendingSince !== alert.pendingSince
  );
}
