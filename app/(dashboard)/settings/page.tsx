import type { Metadata } from "next";
import { PeopleSection } from "@/components/people/people-section";
import { ServerSettings } from "@/components/settings/server-settings";
import { SettingsNav } from "@/components/settings/settings-nav";
import { SettingsSection } from "@/components/settings/settings-section";
import { requirePerson } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Settings" };

export default async function Page() {
  await requirePerson("admin", "/settings");
  return (
    <div className="mx-auto max-w-5xl">
      <SettingsNav />
      <h1 className="sr-only">Settings</h1>
      <SettingsSection title="People">
        <PeopleSection />
      </SettingsSection>
      <ServerSettings />
    </div>
  );
}
