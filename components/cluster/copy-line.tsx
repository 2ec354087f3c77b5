import { CopyButton } from "@/components/ui/copy-button";

interface CopyLineProps {
  text: string;
  /** What is copied, for the button's name: "Copy ssh command of worker-1". */
  label: string;
}

/** A line to paste into a shell. It scrolls rather than wraps, so that what is read is what is copied. */
export function CopyLine({ text, label }: CopyLineProps) {
  return (
    <div className="flex min-w-0 items-center rounded-md border border-line bg-ground">
      <code
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="min-w-0 grow overflow-x-auto px-2.5 py-1.5 font-mono text-xs whitespace-pre [font-variant-ligatures:none]"
      >
        {text}
      </code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
