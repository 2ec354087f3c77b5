import { clsx } from "clsx";
import type { ComponentProps } from "react";

const VARIANTS = {
  primary: "border-transparent bg-accent text-accent-ink hover:brightness-110",
  plain: "border-line bg-panel text-ink hover:bg-raised",
  ghost: "border-transparent text-muted hover:bg-raised hover:text-ink",
};

interface ButtonProps extends ComponentProps<"button"> {
  variant?: keyof typeof VARIANTS;
}

export function Button({ variant = "plain", className, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={clsx(
        "inline-flex h-8 items-center justify-center gap-1.5 rounded-md border px-2.5 text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-60",
        VARIANTS[variant],
        className,
      )}
      {...props}
    />
  );
}
