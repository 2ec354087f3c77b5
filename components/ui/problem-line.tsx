import { RequestError } from "@/lib/queries/request";

/** Why the server did not do what a form asked for; nothing while there is no problem. */
export function ProblemLine({ error }: { error: Error | null }) {
  if (error === null) return null;
  return (
    <p role="alert" className="text-sm text-down">
      {error instanceof RequestError ? error.detail : "This could not be done. Try again."}
    </p>
  );
}
