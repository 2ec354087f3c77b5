import "server-only";
import type { ListedPerson } from "./people";

type Changeable = Pick<ListedPerson, "email" | "role"> & Partial<Pick<ListedPerson, "disabled">>;

/** What was changed about a person, such as "ada@example.org: viewer → admin"; `null` if nothing was. */
export function changeWords(before: Changeable, after: Changeable): string | null {
  const changes = [
    [before.email, after.email],
    [before.role, after.role],
    [stateOf(before), stateOf(after)],
  ].filter(([from, to]) => from !== to);
  if (changes.length === 0) return null;
  return `${before.email}: ${changes.map(([from, to]) => `${from} → ${to}`).join(", ")}`;
}

function stateOf({ disabled }: Changeable): string {
  return disabled ? "disabled" : "enabled";
}
