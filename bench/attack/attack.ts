import type { AttackedApp } from "./attacked-app";

/** Something that strangers, guests or people do at once, on loopback and by a fixed number of clients. */
export interface Attack {
  /** As the table says it. */
  name: string;
  /** Goes on until the signal, then leaves nothing open. What came of it, in words for the table. */
  run(app: AttackedApp, ending: AbortSignal): Promise<string>;
}
