"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { THEME_COOKIE, THEMES, type Theme } from "./theme";

const ICONS = { system: Monitor, light: Sun, dark: Moon };
const YEAR_SECONDS = 31_536_000;

/** Cycles through system, light and dark. The server reads the cookie, so that a page never flashes in the wrong theme. */
export function ThemeSwitch({ initialTheme }: { initialTheme: Theme }) {
  const [theme, setTheme] = useState(initialTheme);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
  const Icon = ICONS[theme];

  function choose() {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where this page is served over plain http.
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    document.documentElement.dataset.theme = next;
    setTheme(next);
  }

  return (
    <IconButton label={`Theme: ${theme}. Switch to ${next}`} onClick={choose}>
      <Icon size={16} aria-hidden />
    </IconButton>
  );
}
