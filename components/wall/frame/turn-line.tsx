/** How far a view's turn has progressed; empty while views do not take turns. */
export function TurnLine({ turn, dwellMs }: { turn: string | null; dwellMs: number }) {
  return (
    <div aria-hidden className="h-0.5 shrink-0 bg-raised">
      {turn !== null && (
        <div key={turn} className="passing h-full bg-line-strong" style={{ animationDuration: `${dwellMs}ms` }} />
      )}
    </div>
  );
}
