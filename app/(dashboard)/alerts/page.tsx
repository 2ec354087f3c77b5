import type { Metadata } from "next";
import { AlertsPage } from "@/components/alerts/alerts-page";
import { allows } from "@/lib/domain/people/role";
import { requirePerson } from "@/lib/server/pages/page-person";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "Alerts" };

export default async function Page({ searchParams }: Props) {
  const { role } = await requirePerson("viewer", "/alerts", await searchParams);
  return <AlertsPage isAdmin={allows(role, "admin")} />;
}
