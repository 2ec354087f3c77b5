import { AskAgain } from "@/components/guest/ask-again";
import { GuestGone } from "@/components/guest/guest-gone";
import { Favicon } from "@/components/status/favicon/favicon";

export default function NotFound() {
  return (
    <>
      <Favicon />
      <GuestGone />
      <AskAgain />
    </>
  );
}
