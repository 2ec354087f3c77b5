import type { Metadata } from "next";
import { AlertsPage } from "@/components/alerts/alerts-page";
import { allows } from "@/lib/domain/people/role";
import { requirePerson } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Alerts" };

export default async function Page() {
  const { role } = await requirePerson("viewer", "/alerts");
  return <AlertsPage isAdmin={allows(role, "admin")} />;
}
