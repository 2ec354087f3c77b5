import { problemText } from "@/lib/queries/request";

interface ProblemLineProps {
  id?: string;
  error: Error | null;
  /** What to say where the server did not. */
  otherwise?: string;
}

/** Why the server did not do what a form asked for; nothing while there is no problem. */
export function ProblemLine({ id, error, otherwise = "This could not be done. Try again." }: ProblemLineProps) {
  if (error === null) return null;
  return (
    <p id={id} role="alert" className="text-sm text-down">
      {problemText(error, otherwise)}
    </p>
  );
}
