/** In place of a logo, which nobody but its owner may pass on: "PI" for Prime Intellect, "L" for Lambda. */
export function ProviderInitials({ label }: { label: string }) {
  const initials = label.replace(/[^A-Z]/g, "").slice(0, 2) || label.charAt(0).toUpperCase();
  return (
    <span
      aria-hidden
      className="flex size-9 shrink-0 items-center justify-center rounded-md border border-line bg-raised text-sm font-semibold text-muted"
    >
      {initials}
    </span>
  );
}
