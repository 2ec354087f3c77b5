interface AlertNoteProps {
  /** What fires about a cluster; `null` for nothing. */
  words: string | null;
  /** What else there is to say of it. */
  rest: string | null;
}

/** What fires about a cluster, and what else there is to say of it, in one line. */
export function AlertNote({ words, rest }: AlertNoteProps) {
  return (
    <>
      {words !== null && <span className="font-semibold text-ink">{words}</span>}
      {words !== null && rest !== null && " · "}
      {rest}
    </>
  );
}
