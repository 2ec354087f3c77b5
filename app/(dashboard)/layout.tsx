import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/app-shell";
import { THEME_COOKIE, themeOf } from "@/components/theme";
import { currentAccount } from "@/lib/server/access/current-account";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <AppShell theme={theme} account={await currentAccount()}>
      {children}
    </AppShell>
  );
}
