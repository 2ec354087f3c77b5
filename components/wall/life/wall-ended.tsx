import type { RequestError } from "@/lib/queries/request";
import { ScreenMessage } from "./screen-message";

interface WallEndedProps {
  error: RequestError;
  isGuest: boolean;
}

/** What the screen shows once it may no longer show the fleet. Nobody can type there, so there is no form. */
export function WallEnded({ error, isGuest }: WallEndedProps) {
  return (
    <ScreenMessage mark="stopped" title={titleOf(error.code, isGuest)}>
      <p>{remedyOf(error.code, isGuest)}</p>
      <p>This screen checks once a minute whether it may continue.</p>
    </ScreenMessage>
  );
}

function titleOf(code: string, isGuest: boolean): string {
  if (code === "password-needed") return "This screen’s link asks for its password again";
  if (isGuest) return "This screen’s link has ended";
  return code === "forbidden" ? "This screen may not see the fleet" : "This screen’s sign-in has ended";
}

function remedyOf(code: string, isGuest: boolean): string {
  if (code === "password-needed")
    return "Open the link’s address here again, or give the screen a link without a password.";
  const pairing = `open ${window.location.host}/pair here, and enter the code under Share links.`;
  return isGuest
    ? `For a new link, ${pairing}`
    : `Sign in on this screen again. Or, for a screen without a sign-in, ${pairing}`;
}
