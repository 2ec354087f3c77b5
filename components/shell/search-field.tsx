"use client";

import { Search } from "lucide-react";
import { SEARCH_ATTRIBUTE } from "./search-attribute";

interface SearchFieldProps {
  /** Its accessible name: "Search clusters". */
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** The field that `/` focuses; one per page. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <label className="relative w-56 max-sm:w-0 max-sm:min-w-32 max-sm:grow">
      <span className="sr-only">{label}</span>
      <Search size={14} aria-hidden className="absolute top-2 left-2.5 text-muted" />
      <input
        {...{ [SEARCH_ATTRIBUTE]: "" }}
        type="search"
        value={value}
        placeholder="Search"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        className="peer h-8 w-full rounded-md border border-line bg-panel pr-8 pl-8 text-sm placeholder:text-muted hover:border-line-strong"
      />
      <kbd
        aria-hidden
        className="absolute top-1.5 right-2 rounded border border-line px-1.5 font-mono text-2xs text-muted peer-focus:hidden peer-[:not(:placeholder-shown)]:hidden max-sm:hidden"
      >
        /
      </kbd>
    </label>
  );
}
