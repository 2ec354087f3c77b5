let first: string | null = null;
let latest: string | null = null;

/** Notes which build the server says it is running; an answer from a proxy in front of it says nothing. */
export function noteServerBuild(build: string | null): void {
  first ??= build;
  latest = build ?? latest;
}

/** The build that sent the last answer; `null` before the first. */
export function latestServerBuild(): string | null {
  return latest;
}

/** Whether the server was updated since its first answer to this page, which may then read no answers any more. */
export function isServerUpdated(): boolean {
  return latest !== first;
}
