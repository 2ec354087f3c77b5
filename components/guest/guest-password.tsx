"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { Wordmark } from "@/components/shell/wordmark";
import { Favicon } from "@/components/status/favicon/favicon";
import { Button } from "@/components/ui/button";
import { ProblemLine } from "@/components/ui/problem-line";
import { unlockLink } from "@/lib/queries/sign-in";

/** Asks for a link's password. It is sent in a form's body, because addresses are stored in too many places. */
export function GuestPassword({ path }: { path: string }) {
  const fieldId = useId();
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (password: string) => unlockLink(path, password),
    networkMode: "always",
    onSuccess: () => window.location.reload(),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate(String(new FormData(event.currentTarget).get("password") ?? ""));
  }

  return (
    <main className="mx-auto flex min-h-window max-w-sm flex-col justify-center gap-5 px-4 pb-24">
      <title>Password · Clusterdeck</title>
      <Favicon />
      <p className="flex items-center gap-2 text-base font-semibold tracking-tight">
        <Wordmark />
      </p>
      <form method="post" onSubmit={submit} className="flex flex-col gap-3">
        <h1 className="text-xl font-semibold">This page is password-protected</h1>
        <p className="text-muted">Ask the person who gave you the link for the password.</p>
        <label htmlFor={fieldId} className="sr-only">
          Password
        </label>
        <input
          id={fieldId}
          name="password"
          type="password"
          required
          // biome-ignore lint/a11y/noAutofocus: the page is this one field.
          autoFocus
          autoComplete="current-password"
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${fieldId}-error`}
          className="h-9 rounded-md border border-line-strong bg-panel px-3"
        />
        <ProblemLine id={`${fieldId}-error`} error={error} otherwise="The password could not be checked." />
        <Button type="submit" variant="primary" className="h-9" disabled={isPending || isSuccess}>
          Show the page
        </Button>
      </form>
    </main>
  );
}
