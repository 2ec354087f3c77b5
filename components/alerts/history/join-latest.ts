interface Page<Item> {
  alerts: readonly Item[];
  before: string | null;
}

interface Joined<Item> {
  /** The latest first, each once. */
  alerts: readonly Item[];
  /** Whether so many are new that some of them are on none of the pages. */
  hasGap: boolean;
}

/** What was read page by page, with what is new on the first page since then. */
export function joinLatest<Item extends { id: string }>(
  pages: readonly Page<Item>[],
  latest: Page<Item>,
): Joined<Item> {
  const oldest = latest.alerts.at(-1);
  if (latest.before === null || oldest === undefined) return { alerts: latest.alerts, hasGap: false };
  const read = pages.flatMap(({ alerts }) => alerts);
  const index = read.findIndex(({ id }) => id === oldest.id);
  return { alerts: [...latest.alerts, ...read.slice(index + 1)], hasGap: index < 0 };
}
