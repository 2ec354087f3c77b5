"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { placePopover } from "./place-popover";

interface PopoverProps {
  /** What the button shows. */
  trigger: ReactNode;
  triggerClassName?: string;
  /** The panel's accessible name. */
  label: string;
  /** Rendered only while the panel is open. */
  content: () => ReactNode;
}

/** A button with a panel below it. The browser closes it on Escape and on a click elsewhere, and restores the focus. */
export function Popover({ trigger, triggerClassName, label, content }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  function place(content: HTMLElement | null) {
    if (content?.parentElement && button.current) placePopover(content.parentElement, button.current);
  }

  return (
    <>
      <button ref={button} type="button" popoverTarget={id} aria-expanded={isOpen} className={triggerClassName}>
        {trigger}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a <dialog> would bring its own way of opening. */}
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        onToggle={(event) => {
          setOpen(event.newState === "open");
        }}
        className="absolute m-0 max-h-96 min-w-48 overflow-y-auto rounded-lg border border-line bg-panel p-1.5 text-sm text-ink shadow-lift"
      >
        {isOpen && <div ref={place}>{content()}</div>}
      </div>
    </>
  );
}
