"use client";

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { loginPath } from "@/lib/domain/people/return-path";
import { RequestError } from "./request";

interface QueryProviderProps {
  /** Whether the end of a session leads to the sign-in page. At a screen on a wall, nobody can type. */
  asksToSignIn?: boolean;
  children: ReactNode;
}

/**
 * Polling is the retry, so a failed request is hardly ever retried on its own; whether the browser thinks it is online is ignored,
 * because our server may be on this machine; and answers are compared where they are merged, not a second time here.
 */
export function QueryProvider({ asksToSignIn = true, children }: QueryProviderProps) {
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache(asksToSignIn ? { onError: signInAgain } : {}),
        defaultOptions: {
          queries: {
            // A poll may have been sent with the cookie that a change of the password is just replacing.
            retry: (failures, error) => asksToSignIn && failures === 0 && isSignInWanted(error),
            retryDelay: 1_000,
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

/** The next poll notices that a session has ended. After signing in, the person is back where they were. */
function signInAgain(error: Error): void {
  if (!isSignInWanted(error)) return;
  const { pathname, search, hash } = window.location;
  window.location.replace(loginPath(pathname + search + hash));
}

function isSignInWanted(error: Error): boolean {
  return error instanceof RequestError && error.code === "unauthenticated";
}
