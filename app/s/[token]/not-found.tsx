import { Favicon } from "@/components/status/favicon";
import { AskAgain } from "@/components/guest/ask-again";
import { SharedGone } from "@/components/guest/shared-gone";

export default function NotFound() {
  return (
    <>
      <Favicon />
      <SharedGone />
      <AskAgain />
    </>
  );
}
