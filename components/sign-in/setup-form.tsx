"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { NewPasswordField } from "@/components/ui/fields/new-password-field";
import { TextField } from "@/components/ui/fields/text-field";
import { formValues } from "@/components/ui/form-values";
import { ProblemLine } from "@/components/ui/problem-line";
import { NEW_ACCOUNT_PATH } from "@/lib/domain/people/accounts-path";
import { claimInstallation } from "@/lib/queries/sign-in";

const WORDS =
  "Nobody has signed in here yet. Whoever enters the code that the server printed at startup becomes its first admin.";
const WORDS_IN_DEMO =
  "What you see so far is made up. Whoever enters the code that the server printed at startup becomes the first admin of a fleet of their own, and this demo ends. Your first account is the next step.";

/** Creates the first admin of an installation that nobody has claimed, or of the one that takes the place of the demo. */
export function SetupForm({ leavesDemo = false }: { leavesDemo?: boolean }) {
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: claimInstallation,
    networkMode: "always",
    onSuccess: () => window.location.assign(leavesDemo ? NEW_ACCOUNT_PATH : "/"),
  });
  return (
    <form
      method="post"
      onSubmit={(event) => mutate(formValues(event, "code", "name", "email", "password"))}
      className="flex flex-col gap-4"
    >
      <p className="text-muted">{leavesDemo ? WORDS_IN_DEMO : WORDS}</p>
      <TextField
        label="Code"
        name="code"
        required
        autoFocus
        autoComplete="off"
        spellCheck={false}
        placeholder="XXXX-XXXX-XXXX-XXXX-XXXX"
      />
      <TextField label="Your name" name="name" autoComplete="name" required maxLength={80} />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required />
      <NewPasswordField label="Password" name="password" />
      <ProblemLine error={error} />
      <Button type="submit" variant="primary" className="h-9" disabled={isPending || isSuccess}>
        Become admin
      </Button>
    </form>
  );
}
