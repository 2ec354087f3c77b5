import type { Metadata } from "next";
import { ChannelsPage } from "@/components/alerts/channels/channels-page";
import { SettingsNav } from "@/components/settings/settings-nav";
import { requirePerson } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Channels" };

export default async function Page() {
  await requirePerson("admin", "/settings/channels");
  return (
    <div className="mx-auto max-w-5xl">
      <SettingsNav />
      <ChannelsPage />
    </div>
  );
}
