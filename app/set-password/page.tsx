import type { Metadata } from "next";
import { Entrance } from "@/components/sign-in/entrance";
import { SetPasswordForm } from "@/components/sign-in/set-password-form";

export const metadata: Metadata = { title: "Set your password" };

export default function Page() {
  return (
    <Entrance title="Set your password">
      <SetPasswordForm />
    </Entrance>
  );
}
