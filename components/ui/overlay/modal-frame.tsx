"use client";

import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { IconButton } from "../icon-button";
import { useModal } from "./use-modal";

export interface ModalProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

interface ModalFrameProps extends ModalProps {
  /** Its position, and how large it may grow. */
  className: string;
  bodyClassName: string;
}

/** A modal window with a title and a close button. Open while it is mounted. */
export function ModalFrame({ title, onClose, className, bodyClassName, children }: ModalFrameProps) {
  const titleId = useId();
  return (
    <dialog
      {...useModal(onClose)}
      aria-labelledby={titleId}
      onCancel={onClose}
      className={`w-full border-line bg-panel text-ink shadow-lift backdrop:bg-(--shade) max-sm:max-w-none ${className}`}
    >
      <div className={`flex flex-col ${bodyClassName}`}>
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
