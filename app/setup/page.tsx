import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "@/components/sign-in/entrance";
import { SetupForm } from "@/components/sign-in/setup-form";
import { startedApplication } from "@/lib/server/pages/page-person";

export const metadata: Metadata = { title: "Set up" };

export default async function Page() {
  const application = startedApplication();
  const leavesDemo = application.hasCodeToLeaveDemo();
  const { auth, configuration } = application;
  if (!leavesDemo && !(configuration.auth.asksForSignIn && (await auth.setup.isOpen()))) redirect("/login");
  return (
    <Entrance title="Set up Clusterdeck">
      <SetupForm leavesDemo={leavesDemo} />
    </Entrance>
  );
}
