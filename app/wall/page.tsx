import type { Metadata } from "next";
import { preload } from "react-dom";
import { WallLife } from "@/components/wall/life/wall-life";
import { WallScreen } from "@/components/wall/views/wall-screen";
import { pageBuild } from "@/lib/server/pages/page-build";
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
  await requirePerson("viewer", "/wall", await searchParams);
  // The data loads beside the program, not after it.
  preload("/api/clusters", { as: "fetch", crossOrigin: "anonymous" });
  return (
    <WallLife build={pageBuild()}>
      <WallScreen />
    </WallLife>
  );
}
