"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { TextField } from "@/components/ui/fields/text-field";
import type { AccountDraft } from "./account-draft";
import { PaceFields } from "./pace-fields";

interface MoreSettingsProps {
  draft: AccountDraft;
  /** The id that a new account gets if none is entered; `null` for one that has its id. */
  freeId: string | null;
  /** What the server said is wrong, by the setting. */
  problems: Readonly<Record<string, string>>;
  onChange: (draft: AccountDraft) => void;
  /** Settings of the provider that few need. */
  children: ReactNode;
}

/** What few need to enter, folded. It unfolds when something in it is wrong. */
export function MoreSettings({ draft, freeId, problems, onChange, children }: MoreSettingsProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const isWrongInside = details.current?.querySelector('[aria-invalid="true"]') != null;
    if (isWrongInside && Object.keys(problems).length > 0) details.current?.setAttribute("open", "");
  }, [problems]);
  return (
    <details
      ref={details}
      // A browser says nothing about what is wrong in a field that it cannot show.
      onInvalidCapture={() => details.current?.setAttribute("open", "")}
    >
      <summary className="w-max cursor-pointer text-sm text-muted hover:text-ink">More settings</summary>
      <div className="mt-3 flex flex-col gap-4">
        {children}
        <PaceFields draft={draft} onChange={onChange} />
        {freeId !== null && (
          <>
            <TextField
              label="Id"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={40}
              pattern="[a-z0-9\-]+"
              title="Lower-case letters, digits and hyphens"
              placeholder={freeId}
              aria-invalid={problems.id !== undefined}
              value={draft.id}
              onChange={({ target }) => onChange({ ...draft, id: target.value })}
              hint="Part of the addresses of its clusters, and what the history knows it by. It can never be changed."
            />
            {problems.id !== undefined && (
              <p role="alert" className="-mt-2 text-sm text-down">
                {problems.id}
              </p>
            )}
          </>
        )}
      </div>
    </details>
  );
}
