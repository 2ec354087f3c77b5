"use client";

import { clsx } from "clsx";
import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "./copy-text";

const SHOWN_MS = 2_000;
const ICONS = { idle: Copy, copied: Check, refused: X };

interface CopyButtonProps {
  text: string;
  /** What it copies, as its accessible name: "Copy ssh command of node-1". */
  label: string;
  /** Also shows the word next to the icon. */
  withWord?: boolean;
  className?: string;
}

export function CopyButton({ text, label, withWord = false, className }: CopyButtonProps) {
  const [state, setState] = useState<keyof typeof ICONS>("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const Icon = ICONS[state];
  const word = { idle: "Copy", copied: "Copied", refused: "Select it and copy by hand" }[state];
  return (
    <button
      type="button"
      title={label}
      onClick={async () => setState((await copyText(text)) ? "copied" : "refused")}
      className={clsx(
        "inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md text-sm font-medium transition-colors hover:bg-raised hover:text-ink",
        withWord ? "border border-line px-2.5" : "w-8",
        state === "copied" ? "text-healthy" : "text-muted",
        className,
      )}
    >
      <Icon size={15} aria-hidden />
      {withWord && <span aria-hidden>{word}</span>}
      <span className="sr-only">{label}</span>
      <span className="sr-only" role="status">
        {state === "idle" ? "" : word}
      </span>
    </button>
  );
}
