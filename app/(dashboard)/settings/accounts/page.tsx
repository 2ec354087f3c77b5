import type { Metadata } from "next";
import { AccountsPage } from "@/components/settings/accounts/list/accounts-page";
import { SettingsNav } from "@/components/settings/settings-nav";
import { ACCOUNTS_PATH } from "@/lib/domain/people/accounts-path";
import { requirePerson } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Accounts" };

export default async function Page() {
  await requirePerson("admin", ACCOUNTS_PATH);
  return (
    <div className="mx-auto max-w-5xl">
      <SettingsNav />
      <AccountsPage />
    </div>
  );
}
