"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/text-field";
import { formValues } from "@/components/ui/form-values";
import { ProblemLine } from "@/components/ui/problem-line";
import { beginSingleSignOn, signIn } from "@/lib/queries/sign-in";
import { singleSignOnProblem } from "./single-sign-on-problem";

interface LoginFormProps {
  /** The page to go to after signing in. */
  next: string;
  /** The identity provider's name; `null` if there is none. */
  singleSignOn: string | null;
  /** How an attempt to sign in there went wrong. */
  singleSignOnError: string | null;
}

export function LoginForm({ next, singleSignOn, singleSignOnError }: LoginFormProps) {
  const password = useMutation({
    mutationFn: signIn,
    networkMode: "always",
    // A full page load, now with the session.
    onSuccess: () => window.location.assign(next),
  });
  const provider = useMutation({
    mutationFn: () => beginSingleSignOn(next),
    networkMode: "always",
    onSuccess: (url) => window.location.assign(url),
  });
  const isBusy = password.isPending || password.isSuccess || provider.isPending || provider.isSuccess;

  return (
    <>
      {singleSignOn !== null && (
        <div className="flex flex-col gap-3">
          <Button className="h-9" disabled={isBusy} onClick={() => provider.mutate()}>
            Continue with {singleSignOn}
          </Button>
          <ProblemLine error={provider.error} />
          {singleSignOnError !== null && provider.isIdle && (
            <p role="alert" className="text-sm text-down">
              {singleSignOnProblem(singleSignOnError, singleSignOn)}
            </p>
          )}
          <p className="flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
            or
          </p>
        </div>
      )}
      <form
        method="post"
        onSubmit={(event) => password.mutate(formValues(event, "email", "password"))}
        className="flex flex-col gap-4"
      >
        <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
        <ProblemLine error={password.error} />
        <Button type="submit" variant="primary" className="h-9" disabled={isBusy}>
          Sign in
        </Button>
      </form>
      <p className="text-sm text-muted">Forgot your password? An admin can create a link for you to set a new one.</p>
    </>
  );
}
