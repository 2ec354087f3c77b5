import { ConnectSection } from "./connect-section";

interface ConnectNotesProps {
  title: string;
  notes: readonly string[];
}

/** What cannot be offered, and why. */
export function ConnectNotes({ title, notes }: ConnectNotesProps) {
  return (
    <ConnectSection title={title}>
      <ul className="flex flex-col gap-1.5 text-sm text-muted">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </ConnectSection>
  );
}
