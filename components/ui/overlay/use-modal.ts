import { type MouseEvent, type RefObject, useLayoutEffect, useRef } from "react";

interface Modal {
  ref: RefObject<HTMLDialogElement | null>;
  /** Closes on a click beside the dialog's content. */
  onClick: (event: MouseEvent<HTMLDialogElement>) => void;
}

/** Opens a native dialog as modal while it is mounted: the browser keeps the focus inside and gives it back. */
export function useModal(onClose: () => void): Modal {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect, because it ends while the dialog is still in the document: only from there can the focus be given back.
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
