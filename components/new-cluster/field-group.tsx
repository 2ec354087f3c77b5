import type { ReactNode } from "react";

interface FieldGroupProps {
  title: string;
  /** Said beside the title of a group that is shown folded; `null` for one that never is. */
  foldedNote: string | null;
  isOpen: boolean;
  children: ReactNode;
}

/** Fields under one heading; folded, where all of them may be left empty. */
export function FieldGroup({ title, foldedNote, isOpen, children }: FieldGroupProps) {
  if (foldedNote === null) {
    return (
      <fieldset className="rounded-lg border border-line bg-panel px-4 pt-1 pb-1">
        <legend className="float-left mb-3 w-full pt-2 text-sm font-semibold">{title}</legend>
        <div className="clear-both flex flex-col gap-2.5">{children}</div>
      </fieldset>
    );
  }
  return (
    <details open={isOpen} className="rounded-lg border border-line bg-panel px-4 py-3 open:pb-1">
      <summary className="rounded text-sm font-semibold">
        {title}
        <span className="block font-normal text-muted sm:ml-2 sm:inline">{foldedNote}</span>
      </summary>
      <div className="mt-4 flex flex-col gap-2.5">{children}</div>
    </details>
  );
}
