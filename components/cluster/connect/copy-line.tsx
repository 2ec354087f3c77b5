import { CopyButton } from "@/components/ui/copy-button";

interface CopyLineProps {
  text: string;
  /** What is copied, for the button's name: "Copy ssh command of worker-1". */
  label: string;
}

/** A line to paste into a shell. It wraps instead of scrolling, so that all of what is copied stays visible. */
export function CopyLine({ text, label }: CopyLineProps) {
  return (
    <div className="flex min-w-0 items-start rounded-md border border-line bg-ground">
      <code className="min-w-0 grow px-2.5 py-[7px] font-mono text-xs break-words [font-variant-ligatures:none]">
        {text}
      </code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
