"use client";

import type { ReactNode } from "react";
import { QueryProvider } from "@/lib/queries/query-provider";
import { LivingWall } from "./living-wall";

interface WallLifeProps {
  /** The build this page is running. */
  build: string;
  children: ReactNode;
}

/** Wraps a wall with everything it needs to run unattended for weeks, except `WallFault`, which belongs around it. */
export function WallLife({ build, children }: WallLifeProps) {
  return (
    <QueryProvider asksToSignIn={false}>
      <LivingWall build={build}>{children}</LivingWall>
    </QueryProvider>
  );
}
