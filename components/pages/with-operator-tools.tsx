"use client";

import type { ReactNode } from "react";
import { ShareButton } from "@/components/share-links/share-button";
import { type OperatorTools, OperatorToolsContext } from "@/components/status/source/operator-tools";

const TOOLS: OperatorTools = { Share: ShareButton };

/** Gives the pages below what only operators may use. */
export function WithOperatorTools({ isOperator, children }: { isOperator: boolean; children: ReactNode }) {
  return <OperatorToolsContext value={isOperator ? TOOLS : null}>{children}</OperatorToolsContext>;
}
