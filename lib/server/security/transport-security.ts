import "server-only";
import { currentDoor } from "./door";

const YEAR_SECONDS = 31_536_000;

/** If people reach the server by https, their browsers are told to use nothing else from then on. */
export function setTransportSecurity(headers: Headers): void {
  if (currentDoor()?.publicUrl.protocol !== "https:") return;
  headers.set("Strict-Transport-Security", `max-age=${YEAR_SECONDS}`);
}
