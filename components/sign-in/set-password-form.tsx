"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { NewPasswordField } from "@/components/ui/fields/new-password-field";
import { formValues } from "@/components/ui/form-values";
import { Link } from "@/components/ui/link/link";
import { ProblemLine } from "@/components/ui/problem-line";
import { setPassword } from "@/lib/queries/sign-in";

/** The link's secret is in the fragment of its address, which browsers never send to a server. */
export function SetPasswordForm() {
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (newPassword: string) => setPassword({ newPassword, token: window.location.hash.slice(1) }),
    networkMode: "always",
  });
  if (isSuccess) {
    return (
      <p role="status">
        Your password is set.{" "}
        <Link href="/login" className="text-accent underline">
          Sign in
        </Link>{" "}
        with it.
      </p>
    );
  }
  return (
    <form
      method="post"
      onSubmit={(event) => mutate(formValues(event, "password").password)}
      className="flex flex-col gap-4"
    >
      <NewPasswordField label="New password" name="password" />
      <ProblemLine error={error} />
      <Button type="submit" variant="primary" className="h-9" disabled={isPending}>
        Set password
      </Button>
    </form>
  );
}
