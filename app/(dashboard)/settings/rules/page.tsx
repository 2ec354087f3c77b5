import type { Metadata } from "next";
import { RulesPage } from "@/components/alerts/rules/rules-page";
import { SettingsNav } from "@/components/settings/settings-nav";
import { requirePerson } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Rules" };

export default async function Page() {
  await requirePerson("admin", "/settings/rules");
  return (
    <div className="mx-auto max-w-6xl">
      <SettingsNav />
      <RulesPage />
    </div>
  );
}
