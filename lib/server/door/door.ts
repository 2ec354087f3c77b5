import "server-only";
import { singleton } from "../singleton";

/** What the door goes by. One per process, set before the first request is answered. */
export interface Door {
  publicUrl: URL;
  isDevelopment: boolean;
  /** The origins that may show this path in a frame. Throws a 503 while its link cannot be looked up. */
  frameOriginsOf(pathname: string): Promise<readonly string[]>;
  /** Throws a 503 while the session of whoever asks cannot be looked up. */
  requireKnownSession(headers: Headers): Promise<void>;
  /** Throws a 429 to an address that opens guests' pages more often than the rule for guests allows. */
  takeGuestTurn(address: string | null): void;
}

const holder = () => singleton<{ door: Door | null }>("door", () => ({ door: null }));

/** `null` until the server has started. */
export function currentDoor(): Door | null {
  return holder().door;
}

export function setDoor(door: Door): void {
  holder().door = door;
}
