import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { EarlyInput } from "@/components/shell/early-input/early-input";
import { EmptyPageNotice } from "@/components/shell/empty-page-notice";
import { LifelessNotice } from "@/components/shell/lifeless-notice";
import { LivingPage } from "@/components/shell/living-page";
import { THEME_COOKIE, themeOf } from "@/components/shell/theme";
import { QueryProvider } from "@/lib/queries/query-provider";
import { pageNonce } from "@/lib/server/pages/page-nonce";
import "./globals.css";

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "swap",
});

const jetbrainsMono = localFont({
  src: "../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  variable: "--font-jetbrains-mono",
  weight: "100 800",
  display: "swap",
  preload: false,
});

export const metadata: Metadata = {
  title: { default: "Clusterdeck", template: "%s · Clusterdeck" },
  description:
    "One screen for every GPU cluster you rent: is it up, which node is bad, how do I get in, what does it cost per hour.",
  // An icon of the tab is not among them: each page draws its own, with the worst status (`Favicon`).
  icons: { apple: "/apple-touch-icon.png" },
  appleWebApp: { capable: true, title: "Clusterdeck" },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#0e1420" },
    { media: "(prefers-color-scheme: light)", color: "#f4f6f9" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  const nonce = await pageNonce();
  return (
    <html
      lang="en"
      data-theme={theme}
      className={`${inter.variable} ${jetbrainsMono.variable}`}
      // The page marks itself as alive, or its browser as too old, before React looks at it.
      suppressHydrationWarning
    >
      <body>
        <EarlyInput nonce={nonce} />
        <EmptyPageNotice nonce={nonce} />
        <LifelessNotice nonce={nonce} writtenAt={Date.now()} />
        <LivingPage>
          <QueryProvider>{children}</QueryProvider>
        </LivingPage>
      </body>
    </html>
  );
}
