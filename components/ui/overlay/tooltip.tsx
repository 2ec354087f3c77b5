"use client";

import { clsx } from "clsx";
import { type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { placePopover } from "./place-popover";

interface TooltipProps {
  /** Rendered only while visible. */
  content: () => ReactNode;
  children?: ReactNode;
  /** The trigger's accessible name, if its text alone is not enough. */
  label: string;
  className?: string;
  /** -1 takes the trigger out of the tab order; only if its content is shown elsewhere too. */
  tabIndex?: 0 | -1;
  /** For whoever writes the trigger's text and name beside React. */
  triggerRef?: RefObject<HTMLButtonElement | null>;
}

/** Shows more on hover, focus and tap; Escape hides it. */
export function Tooltip({ content, children, label, className, tabIndex = 0, triggerRef }: TooltipProps) {
  const id = useId();
  const ownRef = useRef<HTMLButtonElement>(null);
  const trigger = triggerRef ?? ownRef;
  const [isOpen, setOpen] = useState(false);
  const hint = () => (
    <span
      id={id}
      role="tooltip"
      popover="manual"
      ref={(popover) => {
        if (!popover || !trigger.current) return;
        popover.showPopover();
        placePopover(popover, trigger.current);
      }}
      className="absolute m-0 w-max max-w-80 rounded-lg border border-line bg-raised px-3 py-2 text-left text-xs font-normal text-ink shadow-lift"
    >
      {content()}
    </span>
  );
  return (
    <span
      className="relative z-10 inline-flex"
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
    >
      <button
        ref={trigger}
        type="button"
        tabIndex={tabIndex}
        aria-label={label}
        aria-describedby={isOpen ? id : undefined}
        className={clsx("cursor-default", className)}
        onClick={() => setOpen(true)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      >
        {children}
      </button>
      {isOpen && aboveAll(trigger.current, hint)}
    </span>
  );
}

/** Browsers lift a popover above everything. Where they do not know how, it must be outside of what would clip it. */
function aboveAll(trigger: HTMLElement | null, hint: () => ReactNode): ReactNode {
  if (CSS.supports("selector(:popover-open)")) return hint();
  return createPortal(hint(), trigger?.closest("dialog") ?? document.body);
}
