import type { Metadata } from "next";
import { AuditPage } from "@/components/audit/audit-page";
import { SettingsNav } from "@/components/settings/settings-nav";
import { requirePerson } from "@/lib/server/pages/page-person";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "Audit log" };

export default async function Page({ searchParams }: Props) {
  await requirePerson("admin", "/settings/audit", await searchParams);
  return (
    <div className="mx-auto max-w-5xl">
      <SettingsNav />
      <AuditPage />
    </div>
  );
}
