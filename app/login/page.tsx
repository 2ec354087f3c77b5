import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "@/components/sign-in/entrance";
import { LoginForm } from "@/components/sign-in/login-form";
import { returnPath } from "@/lib/domain/people/return-path";
import { currentPerson, startedApplication } from "@/lib/server/pages/page-person";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "Sign in", manifest: "/manifest.webmanifest" };

export default async function Page({ searchParams }: Props) {
  const { next: asked, error } = await searchParams;
  const next = returnPath(textOf(asked));
  if ((await currentPerson()) !== null) redirect(next);
  const { setup, singleSignOn } = startedApplication().auth;
  if (singleSignOn === null && (await setup.isOpen())) redirect("/setup");
  return (
    <Entrance title="Sign in">
      <LoginForm next={next} singleSignOn={singleSignOn?.label ?? null} singleSignOnError={textOf(error)} />
    </Entrance>
  );
}

function textOf(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value : null;
}
