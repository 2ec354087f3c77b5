import type { Metadata } from "next";
import { preload } from "react-dom";
import { FiringAlertsProvider } from "@/components/status/alerts/firing-alerts-provider";
import { memberFacts } from "@/components/wall/first/first-facts";
import { FirstPicture } from "@/components/wall/first/first-picture";
import { WallLife } from "@/components/wall/life/wall-life";
import { WallScreen } from "@/components/wall/views/wall-screen";
import { pageBuild } from "@/lib/server/pages/page-build";
import { pageFleet } from "@/lib/server/pages/page-fleet";
import { pageNonce } from "@/lib/server/pages/page-nonce";
import { requirePerson } from "@/lib/server/pages/page-person";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A manifest starts at one address only, and would lose the settings of a wall that has some: such a page has none. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const hasSettings = Object.keys(await searchParams).length > 0;
  return { title: "Wall", ...(!hasSettings && { manifest: "/wall.webmanifest" }) };
}

export default async function Page({ searchParams }: Props) {
  const search = await searchParams;
  await requirePerson("viewer", "/wall", search);
  // The data loads in parallel with the code, not after it.
  preload("/api/clusters", { as: "fetch", crossOrigin: "anonymous" });
  const fleet = await pageFleet();
  const facts = fleet && (await memberFacts(fleet));
  return (
    <WallLife build={pageBuild()}>
      <FiringAlertsProvider>
        <WallScreen
          firstPicture={facts && <FirstPicture facts={facts} search={search} showsCosts nonce={await pageNonce()} />}
        />
      </FiringAlertsProvider>
    </WallLife>
  );
}
