import { StatusMark } from "@/components/status/status-mark";

/** The same page whether a link expired, was revoked or never existed; on a phone as on a wall, where it is read across the room. */
export function GuestGone() {
  return (
    <div className="mx-auto flex max-w-[32em] flex-col items-center gap-[0.75em] px-4 py-[14vh] text-center text-[max(1rem,min(3vh,5.4vw))] leading-snug text-balance">
      <title>Nothing here · Clusterdeck</title>
      <StatusMark mark="stopped" className="size-[3em]" />
      <h1 className="text-[2em] leading-tight font-semibold">There is nothing here</h1>
      <p className="text-muted">
        This link may have ended, or its address may be incomplete. The person who gave it to you can create a new one.
      </p>
    </div>
  );
}
