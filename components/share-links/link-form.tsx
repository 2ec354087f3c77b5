"use client";

import { type FormEvent, useState } from "react";
import type { ShareProps } from "@/components/status/source/operator-tools";
import { Button } from "@/components/ui/button";
import { ProblemLine } from "@/components/ui/problem-line";
import { Segmented } from "@/components/ui/segmented";
import type { NewShareLink } from "@/lib/contract/share-link";
import type { ShareKind } from "@/lib/domain/people/share-link";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { type Expiry, ExpiryPicker, expiresAt } from "./expiry-picker";
import { NameField, ShowField, secretOf, shownIn, textOf } from "./link-fields";
import { KIND_WORDS } from "./link-words";
import { type Scope, ScopePicker } from "./scope-picker";

const DEFAULT_EXPIRY: Record<ShareKind, Expiry> = {
  link: { choice: "week", date: "" },
  display: { choice: "year", date: "" },
};
const FIELD = "mt-1.5 w-full rounded-md border border-line bg-panel px-3 text-sm";

interface LinkFormProps {
  /** What is chosen at first. */
  scope?: ShareProps["scope"] | undefined;
  onSubmit: (link: NewShareLink) => void;
  isPending: boolean;
  error: Error | null;
}

/** What a new link shows, to whom, and until when. */
export function LinkForm({ scope: initialScope, onSubmit, isPending, error }: LinkFormProps) {
  const [kind, setKind] = useState<ShareKind>("link");
  const [scope, setScope] = useState<Scope>({
    accountIds: [...(initialScope?.accountIds ?? [])],
    clusterIds: [...(initialScope?.clusterIds ?? [])],
  });
  const [expiry, setExpiry] = useState(DEFAULT_EXPIRY.link);
  const isEmpty = scope.accountIds.length + scope.clusterIds.length === 0;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const end = expiresAt(expiry, serverClock.now());
    const password = secretOf(form, "password");
    onSubmit({
      name: textOf(form, "name"),
      kind,
      scope,
      show: shownIn(form),
      ...(end !== null && { expiresAt: new Date(end).toISOString() }),
      ...(password !== "" && { password }),
      frameOrigins: textOf(form, "frameOrigins").split(/\s+/).filter(Boolean),
    });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <NameField placeholder="Acme, training run" />
      <div className="flex">
        <Segmented
          legend="Kind"
          options={[
            { id: "link", content: KIND_WORDS.link },
            { id: "display", content: KIND_WORDS.display },
          ]}
          value={kind}
          onChange={(chosen) => {
            setKind(chosen);
            setExpiry(DEFAULT_EXPIRY[chosen]);
          }}
        />
      </div>
      <ScopePicker scope={scope} onChange={setScope} />
      <ShowField />
      <ExpiryPicker expiry={expiry} onChange={setExpiry} />
      <details className="text-sm">
        <summary className="w-fit rounded text-muted hover:text-ink">Password, embedding</summary>
        <div className="mt-3 flex flex-col gap-4">
          <label>
            Password (send it separately from the link)
            <input
              name="password"
              type="password"
              minLength={8}
              maxLength={200}
              autoComplete="new-password"
              className={`${FIELD} h-9`}
            />
          </label>
          <label>
            Origins that may embed the page in a frame
            <textarea
              name="frameOrigins"
              rows={2}
              spellCheck={false}
              placeholder="https://intranet.example.com"
              className={`${FIELD} py-2 font-mono text-xs`}
            />
          </label>
        </div>
      </details>
      <ProblemLine error={error} otherwise="The link could not be created." />
      <div className="flex items-center justify-end gap-3">
        {isEmpty && <p className="text-sm text-muted">Choose at least one account or cluster.</p>}
        <Button type="submit" variant="primary" disabled={isEmpty || isPending}>
          Create the link
        </Button>
      </div>
    </form>
  );
}
