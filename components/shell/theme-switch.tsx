"use client";

import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { THEME_COOKIE, THEMES, type Theme } from "./theme";

const YEAR_SECONDS = 31_536_000;

interface ThemeSwitchProps {
  initialTheme: Theme;
  /** From the server, so that they are in no script. */
  icons: Readonly<Record<Theme, ReactNode>>;
}

/** Cycles through system, light and dark. The server reads the cookie, so that a page never flashes in the wrong theme. */
export function ThemeSwitch({ initialTheme, icons }: ThemeSwitchProps) {
  const [theme, setTheme] = useState(initialTheme);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";

  function choose() {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where this page is served over plain http.
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    document.documentElement.dataset.theme = next;
    setTheme(next);
  }

  return (
    <IconButton label={`Theme: ${theme}. Switch to ${next}`} onClick={choose}>
      {icons[theme]}
    </IconButton>
  );
}
