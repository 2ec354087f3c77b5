import type { AttackedApp } from "./attacked-app";

/** Something that strangers, guests or people do simultaneously, on loopback and with a fixed number of clients. */
export interface Attack {
  /** The name in the table. */
  name: string;
  /** Runs until the signal, then leaves nothing open. Returns the result, as text for the table. */
  run(app: AttackedApp, ending: AbortSignal): Promise<string>;
}
