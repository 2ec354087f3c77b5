import type { Metadata } from "next";
import { WallSetup } from "@/components/wall/setup/wall-setup";
import { requirePerson } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Set up a wall screen" };

export default async function Page() {
  await requirePerson("viewer", "/wall/setup");
  return <WallSetup />;
}
