let latest: string | null = null;

/** Takes in which build the server says it runs; an answer from something in front of it says nothing. */
export function noteServerBuild(build: string | null): void {
  latest = build ?? latest;
}

/** The build that answered last; `null` before the first answer. */
export function latestServerBuild(): string | null {
  return latest;
}
