import { Keyboard as KeyboardIcon, Monitor, Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { Keyboard } from "./keyboard";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";

interface TopBarProps {
  /** The product's name, on the left. */
  children: ReactNode;
  /** Links to pages, if any; on a phone, they get a row of their own. */
  pages?: ReactNode;
  /** Controls on the right, before those that everybody has. */
  controls: ReactNode;
  theme: Theme;
  /** What concerns the person, at the end. */
  person?: ReactNode;
}

const THEME_ICONS = {
  system: <Monitor size={16} aria-hidden />,
  light: <Sun size={16} aria-hidden />,
  dark: <Moon size={16} aria-hidden />,
};

/** The bar above every page. Its icons are drawn by the server, so they are in no script. */
export function TopBar({ children, pages, controls, theme, person }: TopBarProps) {
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
        <div className="ml-auto flex h-12 shrink-0 items-center gap-1">
          {controls}
          <Keyboard icon={<KeyboardIcon size={16} aria-hidden />} />
          <ThemeSwitch initialTheme={theme} icons={THEME_ICONS} />
          {person}
        </div>
      </div>
    </header>
  );
}
