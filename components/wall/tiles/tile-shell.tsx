import type { ReactNode } from "react";
import { type TileLook, tileLook } from "./tile-look";

interface TileShellProps extends TileLook {
  padX: number;
  padY: number;
  children: ReactNode;
}

/** A tile of the wall, empty. */
export function TileShell({ padX, padY, children, ...look }: TileShellProps) {
  return (
    <article
      data-mark={look.mark}
      style={{ padding: `calc(var(--spacing) * ${padY}) calc(var(--spacing) * ${padX})` }}
      className={tileLook(look)}
    >
      {children}
    </article>
  );
}
