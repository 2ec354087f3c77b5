import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "@/components/sign-in/entrance";
import { SetupForm } from "@/components/sign-in/setup-form";
import { startedApplication } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Set up" };

export default async function Page() {
  const application = startedApplication();
  if (!application.configuration.auth.asksForSignIn || !(await application.auth.setup.isOpen())) redirect("/login");
  return (
    <Entrance title="Set up Clusterdeck">
      <SetupForm />
    </Entrance>
  );
}
