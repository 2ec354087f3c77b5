let latest: string | null = null;

/** Notes which build the server says it is running; an answer from a proxy in front of it says nothing. */
export function noteServerBuild(build: string | null): void {
  latest = build ?? latest;
}

/** The build that sent the last answer; `null` before the first. */
export function latestServerBuild(): string | null {
  return latest;
}
