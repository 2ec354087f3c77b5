import { problemText } from "@/lib/queries/request";

interface ProblemLineProps {
  id?: string;
  error: Error | null;
  /** What to say if the server gave no reason. */
  otherwise?: string;
}

/** Why the server did not do what a form asked for; renders nothing while there is no problem. */
export function ProblemLine({ id, error, otherwise = "This could not be done. Try again." }: ProblemLineProps) {
  if (error === null) return null;
  return (
    <p id={id} role="alert" className="text-sm text-down">
      {problemText(error, otherwise)}
    </p>
  );
}
