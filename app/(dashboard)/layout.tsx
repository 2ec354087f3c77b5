import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/app-shell";
import { THEME_COOKIE, themeOf } from "@/components/theme";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return <AppShell theme={theme}>{children}</AppShell>;
}
