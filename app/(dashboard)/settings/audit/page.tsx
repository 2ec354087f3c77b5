import type { Metadata } from "next";
import { AuditPage } from "@/components/audit/audit-page";
import { SettingsNav } from "@/components/settings/settings-nav";

export const metadata: Metadata = { title: "Audit log" };

export default function Page() {
  return (
    <div className="mx-auto max-w-5xl">
      <SettingsNav />
      <AuditPage />
    </div>
  );
}
