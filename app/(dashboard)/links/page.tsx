import type { Metadata } from "next";
import { LinksPage } from "@/components/links/links-page";

export const metadata: Metadata = { title: "Share links" };

export default function Page() {
  return <LinksPage />;
}
