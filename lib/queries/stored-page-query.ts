import { queryOptions } from "@tanstack/react-query";
import { guestFleetShape } from "@/lib/contract/shapes/guest-fleet";
import { pairingPollMs } from "./pairing-query";
import { RequestError, requestJson } from "./request";

const KEY = "screen-page";
/** A link's page with its settings in the query. */
const LINK_PAGE = /^\/s\/([\w-]+)(\?.*)?$/;

/** Lets the screen find its page again after a power cut. Nobody else ever learns the address. */
export function storePage(path: string): void {
  try {
    window.localStorage.setItem(KEY, path);
  } catch {
    // A browser that stores nothing: the screen has to be paired again.
  }
}

/** The page this screen was paired for; once its link has ended, it is discarded and `null`. */
export const storedPageQuery = queryOptions({
  queryKey: ["stored-page"],
  queryFn: async ({ signal }): Promise<string | null> => {
    const path = storedPage();
    const token = LINK_PAGE.exec(path ?? "")?.[1];
    if (path === null || token === undefined) return null;
    try {
      await requestJson(`/api/shared/${token}/clusters`, guestFleetShape, { signal });
      return path;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.code === "password-needed") return path;
      // Only our server sends this code. A proxy in front of a server that is down may answer 404 as well.
      if (error.code !== "not-found") throw error;
      forgetPage();
      return null;
    }
  },
  refetchInterval: ({ state }) => (state.data === null ? false : pairingPollMs(state.error)),
});

function forgetPage(): void {
  try {
    window.localStorage.removeItem(KEY);
  } catch {
    // It could be read a moment ago; now it is asked for once more after the next start.
  }
}

function storedPage(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
