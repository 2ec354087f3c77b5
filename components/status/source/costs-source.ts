"use client";

import { createContext, use } from "react";
import { costsQuery } from "@/lib/queries/costs-query";

/** Where costs come from, if they are shown. Kept apart from the fleet's source, like `ClusterSourceContext`. */
export const CostsSourceContext = createContext(costsQuery);

export function useCostsSource(): typeof costsQuery {
  return use(CostsSourceContext);
}
