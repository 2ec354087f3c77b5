import { type MouseEvent, type RefObject, useLayoutEffect, useRef } from "react";

interface Modal {
  ref: RefObject<HTMLDialogElement | null>;
  /** Closes on a click outside the dialog's content. */
  onClick: (event: MouseEvent<HTMLDialogElement>) => void;
}

/** Opens a native dialog as a modal while it is mounted: the browser traps the focus and restores it. */
export function useModal(onClose: () => void): Modal {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect, because its cleanup runs while the dialog is still in the DOM: only then can the focus be restored.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return {
    ref,
    onClick: (event) => {
      if (event.target === event.currentTarget) onClose();
    },
  };
}
