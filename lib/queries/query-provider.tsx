"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

/**
 * Polling is the retry, so a failed request is not repeated by itself; what a browser believes about being online is ignored,
 * because our server may be on this machine; and answers are compared by whoever merges them, not a second time here.
 */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            retry: false,
            networkMode: "always",
            structuralSharing: false,
            refetchIntervalInBackground: true,
            refetchOnWindowFocus: "always",
            refetchOnReconnect: "always",
          },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
