import type { Metadata } from "next";
import { CostsPage } from "@/components/costs/costs-page";
import { requirePerson } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Costs" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: Props) {
  await requirePerson("viewer", "/costs", await searchParams);
  return <CostsPage />;
}
