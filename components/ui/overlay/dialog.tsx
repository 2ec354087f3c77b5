import { ModalFrame, type ModalProps } from "./modal-frame";

/** A modal window in the middle of the screen; on a phone, along the bottom edge. Mount it to open it. */
export function Dialog(props: ModalProps) {
  return (
    <ModalFrame
      {...props}
      className="m-auto max-w-lg rounded-xl border max-sm:mb-0 max-sm:rounded-b-none"
      bodyClassName="max-h-most-of-window"
    />
  );
}
