import { noteMissingPart } from "./missing-parts";

const FIRST_PAUSE_MS = 2_000;
const MAX_PAUSE_MS = 30_000;
/** From this pause on, 14 s after the first attempt, the page says that a part of it is missing. */
const MISSING_FROM_PAUSE_MS = 16_000;

/**
 * Loads a part of the program, retrying until it arrives. While the server is down an import fails, and a failed import would
 * take down the whole page; this way the page waits for that part, says so after a while, and keeps the rest.
 */
export async function patiently<Part>(load: () => Promise<Part>): Promise<Part> {
  let noteArrived: (() => void) | undefined;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    try {
      const part = await load();
      noteArrived?.();
      return part;
    } catch {
      if (pauseMs >= MISSING_FROM_PAUSE_MS) noteArrived ??= noteMissingPart();
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
  }
}
