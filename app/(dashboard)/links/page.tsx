import type { Metadata } from "next";
import { LinksPage } from "@/components/share-links/links-page";
import { requirePerson } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Share links" };

export default async function Page() {
  await requirePerson("operator", "/links");
  return <LinksPage />;
}
