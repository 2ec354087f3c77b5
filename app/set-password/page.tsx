import type { Metadata } from "next";
import { Entrance } from "@/components/access/entrance";
import { SetPasswordForm } from "@/components/access/set-password-form";

export const metadata: Metadata = { title: "Set your password" };

export default function Page() {
  return (
    <Entrance title="Set your password">
      <SetPasswordForm />
    </Entrance>
  );
}
