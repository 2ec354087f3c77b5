import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NewAccountPage } from "@/components/settings/accounts/new/new-account-page";
import { SettingsNav } from "@/components/settings/settings-nav";
import { NEW_ACCOUNT_PATH, SETUP_PATH } from "@/lib/domain/people/accounts-path";
import { requirePerson, startedApplication } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Add an account" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `?provider=shadeform` begins with that one. */
export default async function Page({ searchParams }: Props) {
  const search = await searchParams;
  await requirePerson("admin", NEW_ACCOUNT_PATH, search);
  // Whoever adds an account in the demo would be asked for the code afterwards, and not know it.
  if (startedApplication().hasCodeToLeaveDemo()) redirect(SETUP_PATH);
  const { provider } = search;
  return (
    <div className="mx-auto max-w-5xl">
      <SettingsNav />
      <NewAccountPage providerId={typeof provider === "string" ? provider : null} />
    </div>
  );
}
