import { preload } from "react-dom";
import { FleetPage } from "@/components/fleet/fleet-page";
import { allows } from "@/lib/domain/people/role";
import { pageAccountHelp } from "@/lib/server/pages/page-account-help";
import { pageHeadline } from "@/lib/server/pages/page-headline";
import { requirePerson } from "@/lib/server/pages/page-person";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: Props) {
  const { role } = await requirePerson("viewer", "/", await searchParams);
  // The data loads in parallel with the code, not after it.
  preload("/api/clusters", { as: "fetch", crossOrigin: "anonymous" });
  return (
    <FleetPage
      headline={await pageHeadline()}
      mayCreate={allows(role, "operator")}
      accountHelp={pageAccountHelp(role)}
    />
  );
}
