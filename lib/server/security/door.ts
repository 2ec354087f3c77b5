import "server-only";
import { singleton } from "../singleton";

/** Who opens a page, as far as its guard needs to know. */
export interface PageCaller {
  /**
   * The queue for rendering pages that they share with others; `null` for people who are signed in, who do not wait.
   */
  queue: string | null;
  /** The origins that may show the page in a frame. */
  frameOrigins: readonly string[];
}

/** What requests are checked against. One per process, set before the first request is answered. */
export interface Door {
  publicUrl: URL;
  isDevelopment: boolean;
  /** Throws a 429 to strangers and guests who ask too often, and a 503 while callers cannot be identified. */
  pageCallerOf(pathname: string, headers: Headers): Promise<PageCaller>;
}

const holder = () => singleton<{ door: Door | null }>("door", () => ({ door: null }));

/** `null` until the server has started. */
export function currentDoor(): Door | null {
  return holder().door;
}

export function setDoor(door: Door): void {
  holder().door = door;
}
