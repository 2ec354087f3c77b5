"use client";

import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { IconButton } from "./icon-button";
import { useModal } from "./use-modal";

interface SheetProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A modal window along the right edge; on a phone, the whole screen. Mount it to open it. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const titleId = useId();
  return (
    <dialog
      {...useModal(onClose)}
      aria-labelledby={titleId}
      onCancel={onClose}
      className="m-0 ml-auto h-dvh max-h-none w-full max-w-2xl border-line border-l bg-panel text-ink shadow-lift backdrop:bg-(--shade) max-sm:max-w-none max-sm:border-0"
    >
      <div className="flex h-full flex-col">
        <header className="flex items-center justify-between gap-3 border-line border-b py-2.5 pr-2.5 pl-5">
          <h2 id={titleId} className="min-w-0 truncate text-base font-semibold">
            {title}
          </h2>
          <IconButton label="Close" onClick={onClose}>
            <X size={16} aria-hidden />
          </IconButton>
        </header>
        <div className="grow overflow-y-auto px-5 py-4">{children}</div>
      </div>
    </dialog>
  );
}
