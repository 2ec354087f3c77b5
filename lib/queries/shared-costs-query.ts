import { sharedCostsSchema } from "@/lib/contract/shared";
import { type CostsQuestion, costsQueryAt } from "./costs-query";
import { costsFromShared } from "./from-shared";
import { requestJson } from "./request";

/** Costs of the clusters of a share link, whose answers start at `path`. A cluster is asked about by its alias. */
export function sharedCostsQuery(path: string, question: CostsQuestion) {
  return costsQueryAt(`${path}/costs`, question, async (asked, signal) =>
    costsFromShared(await requestJson(asked, sharedCostsSchema, { signal })),
  );
}
