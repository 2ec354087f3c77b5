import { preload } from "react-dom";
import { FleetPage } from "@/components/clusters/fleet-page";

export default function Page() {
  // The data loads beside the program, not after it.
  preload("/api/clusters", { as: "fetch", crossOrigin: "anonymous" });
  return <FleetPage />;
}
