"use client";

import type { ReactNode } from "react";
import { QueryProvider } from "@/lib/queries/query-provider";
import { LivingWall } from "./living-wall";
import { WallFault } from "./wall-fault";

interface WallLifeProps {
  /** The build whose code this page runs. */
  build: string;
  children: ReactNode;
}

/** Around what a wall shows: everything that lets it hang there for weeks with nobody near. */
export function WallLife({ build, children }: WallLifeProps) {
  return (
    <WallFault>
      <QueryProvider asksToSignIn={false}>
        <LivingWall build={build}>{children}</LivingWall>
      </QueryProvider>
    </WallFault>
  );
}
