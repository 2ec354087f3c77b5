import type { Metadata } from "next";
import { connection } from "next/server";
import { Favicon } from "@/components/status/favicon/favicon";
import { PairScreen } from "@/components/wall/pair-screen";
import { pageBuild } from "@/lib/server/pages/page-build";
import { startedApplication } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Pair this screen", manifest: "/pair.webmanifest" };

/** Public: whoever opens it gets a code that by itself gives no access. */
export default async function Page() {
  await connection();
  const { host } = new URL(startedApplication().configuration.publicUrl);
  return (
    <>
      <Favicon />
      <PairScreen build={pageBuild()} linksPlace={`${host}/links`} />
    </>
  );
}
