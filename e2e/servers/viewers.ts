import { setTimeout as sleep } from "node:timers/promises";

export interface Viewers {
  /** Stops watching. What went wrong meanwhile: an answer that was none, or of another status than 200 or 304. */
  leave(): Promise<string[]>;
}

const LOOK_EVERY_MS = 100;

/** People who keep looking at this address as pages do, each with the tag of the answer that they have. */
export function watch(url: string, count: number): Viewers {
  const problems: string[] = [];
  let hasLeft = false;
  const look = async () => {
    let etag = "";
    while (!hasLeft) {
      try {
        const answer = await fetch(url, { headers: etag === "" ? {} : { "If-None-Match": etag } });
        await answer.arrayBuffer();
        if (answer.status !== 200 && answer.status !== 304) problems.push(`answered ${answer.status}`);
        etag = answer.headers.get("etag") ?? "";
      } catch (error) {
        problems.push(String(error));
      }
      await sleep(LOOK_EVERY_MS);
    }
  };
  const looking = Array.from({ length: count }, look);
  return {
    leave: async () => {
      hasLeft = true;
      await Promise.all(looking);
      return problems;
    },
  };
}
