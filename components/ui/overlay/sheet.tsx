import { ModalFrame, type ModalProps } from "./modal-frame";

/** A modal window along the right edge; on a phone, the whole screen. Mount it to open it. */
export function Sheet(props: ModalProps) {
  return (
    <ModalFrame
      {...props}
      className="m-0 ml-auto h-window max-h-none max-w-2xl border-l max-sm:border-0"
      bodyClassName="h-full"
    />
  );
}
