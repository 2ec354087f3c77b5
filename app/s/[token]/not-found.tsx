import { SharedGone } from "@/components/shared/shared-gone";

export default function NotFound() {
  return <SharedGone />;
}
