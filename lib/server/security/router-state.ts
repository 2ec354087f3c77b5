import "server-only";
import type { IncomingHttpHeaders } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";

const NAME = "next-router-state-tree";

/**
 * Takes away what a browser says of the page that it shows, where Next could not read it: without it Next sends the whole of the next page,
 * and with it a 500. Next's own reader decides, so that the two cannot differ.
 */
export function settleRouterState(headers: IncomingHttpHeaders): void {
  try {
    parseAndValidateFlightRouterState(headers[NAME]);
  } catch {
    delete headers[NAME];
  }
}
