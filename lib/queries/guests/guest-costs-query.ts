import { guestCostsShape } from "@/lib/contract/shapes/guest-costs";
import { type CostsQuery, costsQueryAt } from "../costs-query";
import { requestJson } from "../request";
import { costsFromGuest } from "./from-guest";

/** The costs of a share link's clusters, with its API below `path`. A single cluster is named by its alias. */
export function guestCostsQuery(path: string, query: CostsQuery) {
  return costsQueryAt(`${path}/costs`, query, async (asked, signal) =>
    costsFromGuest(await requestJson(asked, guestCostsShape, { signal })),
  );
}
