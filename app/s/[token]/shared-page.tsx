import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SharedPassword } from "@/components/shared/shared-password";
import { SharedShell } from "@/components/shared/shared-shell";
import { THEME_COOKIE, themeOf } from "@/components/theme";
import { identifyGuest } from "@/lib/server/access/identify-guest";

/** A guest's page: what the link shows, its password's form, or the one page for every link that is not open. */
export async function SharedPage({ token, children }: { token: string; children: ReactNode }) {
  const guest = await identifyGuest(token, await headers());
  if (guest.state === "gone") notFound();
  const path = `/api/shared/${token}`;
  if (guest.state === "locked") return <SharedPassword path={path} />;
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <SharedShell place={{ path, home: `/s/${token}`, showsCosts: guest.showsCosts }} theme={theme}>
      {children}
    </SharedShell>
  );
}
