import { AskAgain } from "@/components/guest/ask-again";
import { SharedGone } from "@/components/guest/shared-gone";
import { Favicon } from "@/components/status/favicon";

export default function NotFound() {
  return (
    <>
      <Favicon />
      <SharedGone />
      <AskAgain />
    </>
  );
}
