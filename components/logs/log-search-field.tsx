import { ChevronDown, ChevronUp, Search } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";

interface LogSearchFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** "3 of 120 lines" */
  countWords: string;
  hasMatches: boolean;
  onStep: (step: 1 | -1) => void;
}

/** Enter goes to the previous match, as a log is read from its end; Shift+Enter to the next. */
export function LogSearchField({ value, onChange, countWords, hasMatches, onStep }: LogSearchFieldProps) {
  return (
    <div className="flex min-w-0 items-center gap-1 max-sm:w-full">
      <label className="relative w-52 max-sm:w-auto max-sm:grow">
        <span className="sr-only">Search the log</span>
        <Search size={14} aria-hidden className="absolute top-2 left-2.5 text-muted" />
        <input
          type="search"
          value={value}
          placeholder="Search"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") onStep(event.shiftKey ? 1 : -1);
          }}
          className="h-8 w-full rounded-md border border-line bg-panel pr-2 pl-8 text-sm placeholder:text-muted hover:border-line-strong"
        />
      </label>
      {value !== "" && (
        <>
          <IconButton label="Previous match" disabled={!hasMatches} onClick={() => onStep(-1)}>
            <ChevronUp size={15} aria-hidden />
          </IconButton>
          <IconButton label="Next match" disabled={!hasMatches} onClick={() => onStep(1)}>
            <ChevronDown size={15} aria-hidden />
          </IconButton>
        </>
      )}
      <span role="status" className="text-xs whitespace-nowrap text-muted tabular-nums">
        {value !== "" && countWords}
      </span>
    </div>
  );
}
