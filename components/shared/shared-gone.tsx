import { StatusMark } from "@/components/clusters/status-mark";

/** The same for a link that has expired, was revoked or never was. */
export function SharedGone() {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-24 text-center">
      <title>Nothing here · Clusterdeck</title>
      <StatusMark mark="stopped" size={40} />
      <h1 className="text-xl font-semibold">There is nothing here</h1>
      <p className="text-muted">
        This link may have ended, or its address may be incomplete. Whoever gave it to you can make a new one.
      </p>
    </div>
  );
}
