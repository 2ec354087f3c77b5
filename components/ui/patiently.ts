const FIRST_PAUSE_MS = 2_000;
const MAX_PAUSE_MS = 30_000;

/**
 * Loads a part of the program, retrying until it arrives. While the server is down an import fails, and a failed import would
 * take down the whole page; this way the page waits for that part and keeps the rest.
 */
export async function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    try {
      return await load();
    } catch {
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
  }
}
