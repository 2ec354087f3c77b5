import type { Metadata } from "next";
import { ServerSettings } from "@/components/settings/server-settings";
import { SettingsNav } from "@/components/settings/settings-nav";

export const metadata: Metadata = { title: "Settings" };

export default function Page() {
  return (
    <div className="mx-auto max-w-5xl">
      <SettingsNav />
      <h1 className="sr-only">Settings</h1>
      <ServerSettings />
    </div>
  );
}
