import "server-only";
import type { IncomingHttpHeaders } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";

const NAME = "next-router-state-tree";

/**
 * Removes what a browser says about the page that it shows, if Next could not read it: without it Next sends the whole
 * next page, with it a 500. Next's own parser decides, so that the two cannot differ.
 */
export function settleRouterState(headers: IncomingHttpHeaders): void {
  try {
    parseAndValidateFlightRouterState(headers[NAME]);
  } catch {
    delete headers[NAME];
  }
}
