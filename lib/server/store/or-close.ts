import "server-only";

/** What is made of something that was opened. It is closed again if that fails: whoever tries again opens another. */
export async function orClose<Opened extends { close(): Promise<void> }, Result>(
  opened: Opened,
  use: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(opened);
  } catch (error) {
    // Not awaited: closing may hang too if the database server does not answer.
    void opened.close().catch(() => {});
    throw error;
  }
}
