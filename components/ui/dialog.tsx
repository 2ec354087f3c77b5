"use client";

import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { IconButton } from "./icon-button";
import { useModal } from "./use-modal";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A modal window in the middle of the screen. Mount it to open it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const titleId = useId();
  return (
    <dialog
      {...useModal(onClose)}
      aria-labelledby={titleId}
      onCancel={onClose}
      className="m-auto w-full max-w-lg rounded-xl border border-line bg-panel text-ink shadow-lift backdrop:bg-(--shade) max-sm:mb-0 max-sm:max-w-none max-sm:rounded-b-none"
    >
      <div className="flex max-h-[85dvh] flex-col">
        <header className="flex items-center justify-between gap-3 border-line border-b py-2.5 pr-2.5 pl-5">
          <h2 id={titleId} className="text-base font-semibold">
            {title}
          </h2>
          <IconButton label="Close" onClick={onClose}>
            <X size={16} aria-hidden />
          </IconButton>
        </header>
        <div className="overflow-y-auto px-5 py-4">{children}</div>
      </div>
    </dialog>
  );
}
