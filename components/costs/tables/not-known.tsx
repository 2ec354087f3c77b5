/** In a cell: a dash, which is neither zero nor free. */
export function NotKnown() {
  return (
    <span className="relative text-muted" title="Not known">
      <span aria-hidden>–</span>
      <span className="sr-only">Not known</span>
    </span>
  );
}
