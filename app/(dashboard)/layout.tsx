import { Bell } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AlertBell } from "@/components/alerts/bell/alert-bell";
import { WithOperatorTools } from "@/components/pages/with-operator-tools";
import { AppShell } from "@/components/shell/app-shell";
import { THEME_COOKIE, themeOf } from "@/components/shell/theme";
import { FiringAlertsProvider } from "@/components/status/alerts/firing-alerts-provider";
import { LINK_PREVIEW } from "@/lib/domain/people/link-preview";
import { allows } from "@/lib/domain/people/role";
import { currentProfile } from "@/lib/server/pages/current-profile";
import { pageAccountHelp } from "@/lib/server/pages/page-account-help";
import { publicUrl } from "@/lib/server/pages/public-url";

/** What a chat shows for a link. Built per request, since only the running server knows its public address. */
export function generateMetadata(): Metadata {
  return {
    metadataBase: publicUrl(),
    manifest: "/manifest.webmanifest",
    openGraph: {
      type: "website",
      siteName: "Clusterdeck",
      images: [{ url: "/api/preview.png", ...LINK_PREVIEW }],
    },
  };
}

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  const profile = await currentProfile();
  const role = profile?.role ?? "viewer";
  return (
    <FiringAlertsProvider>
      <AppShell
        theme={theme}
        profile={profile}
        help={pageAccountHelp(role)}
        bell={<AlertBell icon={<Bell size={16} aria-hidden />} />}
      >
        <WithOperatorTools isOperator={allows(role, "operator")}>{children}</WithOperatorTools>
      </AppShell>
    </FiringAlertsProvider>
  );
}
