import type { ReactNode } from "react";
import { WallFault } from "@/components/wall/life/wall-fault";

/** Here and not in the page, so that the page and `error.tsx` load what both of them show after a fault only once. */
export default function WallLayout({ children }: { children: ReactNode }) {
  return <WallFault>{children}</WallFault>;
}
