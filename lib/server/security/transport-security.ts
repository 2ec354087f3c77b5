import "server-only";
import { currentGuardContext } from "./guard-context";

const YEAR_SECONDS = 31_536_000;

/** If people reach the server by https, their browsers are told to use nothing else from then on. */
export function setTransportSecurity(headers: Headers): void {
  if (currentGuardContext()?.publicUrl.protocol !== "https:") return;
  headers.set("Strict-Transport-Security", `max-age=${YEAR_SECONDS}`);
}
