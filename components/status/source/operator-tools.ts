"use client";

import { type ComponentType, createContext, use } from "react";

export interface ShareProps {
  /** Which clusters a new link is to show. */
  scope: { accountIds: readonly string[]; clusterIds: readonly string[] };
}

/** What operators can do from the pages of other features. */
export interface OperatorTools {
  /** The button that opens the dialog for a new share link, with its scope already chosen. */
  Share: ComponentType<ShareProps>;
}

/** `null` for viewers and guests, who can neither connect nor share. */
export const OperatorToolsContext = createContext<OperatorTools | null>(null);

export function useOperatorTools(): OperatorTools | null {
  return use(OperatorToolsContext);
}
