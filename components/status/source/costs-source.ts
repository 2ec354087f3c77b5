"use client";

import { createContext, use } from "react";
import { costsQuery } from "@/lib/queries/costs-query";

/** Who answers for costs, where they are shown. Apart from the fleet's source, as is `ClusterSourceContext`. */
export const CostsSourceContext = createContext(costsQuery);

export function useCostsSource(): typeof costsQuery {
  return use(CostsSourceContext);
}
