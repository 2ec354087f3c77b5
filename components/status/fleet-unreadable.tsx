import { problemText } from "@/lib/queries/request";
import { StatusMark } from "./status-mark";

/** Our own server did not return the fleet, and there is no earlier answer to show. */
export function FleetUnreadable({ error }: { error: Error }) {
  return (
    <div role="alert" className="mt-10 flex flex-col items-start gap-3">
      <StatusMark mark="unknown" size={32} />
      <h1 className="text-2xl font-semibold tracking-tight">The fleet cannot be shown</h1>
      <p className="max-w-prose text-muted">
        {problemText(error)} Nothing is known about your clusters until then. The page asks again every five seconds…
      </p>
    </div>
  );
}
