import type { RequestError } from "@/lib/queries/request";
import { ScreenMessage } from "./screen-message";

interface WallEndedProps {
  error: RequestError;
  isGuest: boolean;
}

/** What the screen says once it may not show the fleet any more: nobody can type anything there, so it asks for nothing. */
export function WallEnded({ error, isGuest }: WallEndedProps) {
  return (
    <ScreenMessage mark="stopped" title={titleOf(error.code, isGuest)}>
      <p>{remedyOf(error.code, isGuest)}</p>
      <p>This screen asks once a minute whether it may go on.</p>
    </ScreenMessage>
  );
}

function titleOf(code: string, isGuest: boolean): string {
  if (code === "password-needed") return "This screen’s link asks for its password again";
  if (isGuest) return "This screen’s link has ended";
  return code === "forbidden" ? "This screen’s account may not see the fleet" : "This screen’s sign-in has ended";
}

function remedyOf(code: string, isGuest: boolean): string {
  if (code === "password-needed")
    return "Open the link’s address here once more, or give the screen a link without one.";
  const pairing = `open ${window.location.host}/pair here, and enter its code under Share links.`;
  return isGuest
    ? `For a new link, ${pairing}`
    : `Sign in on this screen again. Or, for a screen that needs no sign-in, ${pairing}`;
}
