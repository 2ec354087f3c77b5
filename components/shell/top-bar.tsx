import type { ReactNode } from "react";

interface TopBarProps {
  /** The product's name, on the left. */
  children: ReactNode;
  /** Links to pages, if any; on a phone, they get a row of their own. */
  pages?: ReactNode;
  /** Controls common to all pages, on the right. */
  controls: ReactNode;
}

/** The bar above every page. */
export function TopBar({ children, pages, controls }: TopBarProps) {
  return (
    <header className="border-line border-b bg-panel print:hidden">
      <div className="mx-auto flex max-w-[1760px] flex-wrap items-center gap-x-1 px-4 sm:h-12 sm:flex-nowrap sm:px-6">
        {children}
        {pages && (
          <nav
            aria-label="Pages"
            className="flex min-w-0 overflow-x-auto py-1 max-sm:order-last max-sm:-mx-2 max-sm:basis-full max-sm:pt-0"
          >
            {pages}
          </nav>
        )}
        <div className="ml-auto flex h-12 shrink-0 items-center gap-1">{controls}</div>
      </div>
    </header>
  );
}
