import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "@/components/access/entrance";
import { SetupForm } from "@/components/access/setup-form";
import { startedApplication } from "@/lib/server/access/page-person";

export const metadata: Metadata = { title: "Set up" };

export default async function Page() {
  const { asksForSignIn, setup } = startedApplication().access;
  if (!asksForSignIn || !(await setup.isOpen())) redirect("/login");
  return (
    <Entrance title="Set up Clusterdeck">
      <SetupForm />
    </Entrance>
  );
}
