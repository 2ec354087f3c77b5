"use client";

import { type FormEvent, useState } from "react";
import { ViewsField } from "@/components/status/views-field";
import type { WallView } from "@/components/status/wall-views";
import { Button } from "@/components/ui/button";
import { ProblemLine } from "@/components/ui/problem-line";
import type { AskingScreen, ConfirmedPairing } from "@/lib/contract/pairing";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { type Expiry, ExpiryPicker, expiresAt } from "./expiry-picker";
import { NameField, ShowField, shownIn, textOf } from "./link-fields";
import { type Scope, ScopePicker } from "./scope-picker";
import { WaitingScreenFacts } from "./waiting-screen-facts";

interface PairFormProps {
  screen: AskingScreen;
  onSubmit: (pairing: ConfirmedPairing) => void;
  onBack: () => void;
  isPending: boolean;
  error: Error | null;
}

/** Whose screen it is, what it will show, and until when. */
export function PairForm({ screen, onSubmit, onBack, isPending, error }: PairFormProps) {
  const [scope, setScope] = useState<Scope>({ accountIds: [], clusterIds: [] });
  const [expiry, setExpiry] = useState<Expiry>({ choice: "year", date: "" });
  const [views, setViews] = useState<WallView[] | null>(null);
  const isEmpty = scope.accountIds.length + scope.clusterIds.length === 0;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const end = expiresAt(expiry, serverClock.now());
    onSubmit({
      code: screen.code,
      name: textOf(form, "name"),
      scope,
      show: shownIn(form),
      page: pageOf(views, textOf(form, "page")),
      ...(end !== null && { expiresAt: new Date(end).toISOString() }),
    });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <WaitingScreenFacts screen={screen} />
      <NameField placeholder="Screen in the lab" />
      <ScopePicker scope={scope} onChange={setScope} />
      <ShowField />
      <ExpiryPicker expiry={expiry} onChange={setExpiry} />
      <div className="text-sm">
        <ViewsField views={views} onChange={setViews} />
      </div>
      <details className="text-sm">
        <summary className="w-fit rounded text-muted hover:text-ink">More page settings</summary>
        <label className="mt-3 block">
          The part of a wall’s address after the “?”, or the whole address from{" "}
          <a className="underline underline-offset-2" href="/wall/setup" target="_blank" rel="noreferrer">
            the wall setup page
          </a>
          <input
            name="page"
            maxLength={400}
            autoComplete="off"
            spellCheck={false}
            placeholder="dwell=40&theme=light&zone=Europe/Berlin"
            className="mt-1.5 h-9 w-full rounded-md border border-line bg-panel px-3 font-mono text-xs"
          />
        </label>
      </details>
      <ProblemLine error={error} otherwise="The screen could not be paired." />
      <div className="flex items-center justify-end gap-3">
        {isEmpty && <p className="text-sm text-muted">Choose at least one account or cluster.</p>}
        <Button onClick={onBack}>Another code</Button>
        <Button type="submit" variant="primary" disabled={isEmpty || isPending}>
          Pair this screen
        </Button>
      </div>
    </form>
  );
}

/** The chosen views and any other typed settings; views that were typed win: "views=fleet,costs&dwell=40". */
function pageOf(views: readonly WallView[] | null, typed: string): string {
  const settings = new URLSearchParams(typed.replace(/^.*\?/, ""));
  if (views !== null && !settings.has("views")) settings.set("views", views.join(","));
  return [...settings].map(([name, value]) => `${name}=${value}`).join("&");
}
