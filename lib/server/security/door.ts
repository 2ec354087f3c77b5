import "server-only";
import { singleton } from "../singleton";

/** Who opens a page, as far as its guard needs to know. */
export interface PageCaller {
  /** With whom they share their turns at having pages rendered; `null` for people who are signed in, who wait for nobody. */
  queue: string | null;
  /** The origins that may show the page in a frame. */
  frameOrigins: readonly string[];
}

/** What the door goes by. One per process, set before the first request is answered. */
export interface Door {
  publicUrl: URL;
  isDevelopment: boolean;
  /** Throws a 429 to strangers and guests who ask too often, and a 503 while nobody can look up who somebody is. */
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
