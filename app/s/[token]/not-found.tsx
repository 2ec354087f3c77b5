import { Favicon } from "@/components/clusters/favicon";
import { AskAgain } from "@/components/shared/ask-again";
import { SharedGone } from "@/components/shared/shared-gone";

export default function NotFound() {
  return (
    <>
      <Favicon />
      <SharedGone />
      <AskAgain />
    </>
  );
}
