"use client";

import { type FormEvent, useId } from "react";
import { Button } from "@/components/ui/button";
import { ProblemLine } from "@/components/ui/problem-line";

interface CodeFormProps {
  onSubmit: (code: string) => void;
  isPending: boolean;
  error: Error | null;
}

/** Where to type the code that a screen shows. */
export function CodeForm({ onSubmit, isPending, error }: CodeFormProps) {
  const id = useId();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onSubmit(String(new FormData(event.currentTarget).get("code") ?? ""));
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-sm text-muted">
        Open <code className="font-mono text-xs text-ink">{window.location.origin}/pair</code> on the screen. It shows a
        code, which changes every five minutes.
      </p>
      <div>
        <label htmlFor={id} className="text-sm font-medium">
          Code
        </label>
        <input
          id={id}
          name="code"
          required
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="CDFG-3479"
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-error`}
          className="mt-1.5 h-11 w-full rounded-md border border-line-strong bg-panel px-3 font-mono text-lg tracking-widest uppercase placeholder:opacity-50"
        />
      </div>
      <ProblemLine id={`${id}-error`} error={error} otherwise="The code could not be looked up." />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" disabled={isPending}>
          Find the screen
        </Button>
      </div>
    </form>
  );
}
