/**
 * `at-once`: the server holds the next question until there is something new. `soon`: so it will, but the page has only
 * just loaded, or the last question broke off. `calm`: it does not, so ask in a while. A number: the server ends, and wants to be
 * asked again after so many milliseconds.
 */
export type Pace = "at-once" | "soon" | "calm" | number;

const paces = new Map<string, Pace>();

/** How the last question of a query went. */
export function paceOf(queryKey: readonly unknown[]): Pace {
  return paces.get(JSON.stringify(queryKey)) ?? "calm";
}

export function notePace(queryKey: readonly unknown[], pace: Pace): void {
  paces.set(JSON.stringify(queryKey), pace);
}
