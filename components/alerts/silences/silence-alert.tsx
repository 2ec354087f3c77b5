"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { formValues } from "@/components/ui/form-values";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { EndPicker } from "./end-picker";
import { matchChoices } from "./match-choices";
import { type SilenceEnd, silenceEnd } from "./silence-end";
import { useAddSilence } from "./use-add-silence";
import { WhyField } from "./why-field";

/** Keeps the messages of an alert back, or of more that is like it. */
export function SilenceAlert({ alert, onClose }: { alert: ToldAlert; onClose: () => void }) {
  const choices = matchChoices(alert);
  const [choice, setChoice] = useState(choices[0]);
  const [end, setEnd] = useState<SilenceEnd>({ choice: "1h", date: "" });
  const { mutate, error, isPending } = useAddSilence(onClose);

  function submit(event: FormEvent<HTMLFormElement>) {
    const { why } = formValues(event, "why");
    const until = silenceEnd(end, serverClock.now());
    if (until !== null) mutate({ match: choice.match, until: new Date(until).toISOString(), why });
  }

  return (
    <Dialog title="Silence an alert" onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="break-words">{alert.title}</p>
        <EndPicker end={end} onChange={setEnd} />
        <fieldset className="text-sm">
          <legend className="font-medium">What to silence</legend>
          {choices.map((candidate) => (
            <label key={candidate.id} className="mt-1 flex cursor-pointer items-baseline gap-2.5">
              <input
                type="radio"
                name="match"
                checked={candidate.id === choice.id}
                onChange={() => setChoice(candidate)}
                className="relative top-0.5 accent-accent"
              />
              <span className="min-w-0 break-words">{candidate.label}</span>
            </label>
          ))}
        </fieldset>
        <WhyField />
        <ProblemLine error={error} otherwise="The silence could not be added." />
        <Button type="submit" variant="primary" disabled={isPending} className="self-end">
          Silence
        </Button>
      </form>
    </Dialog>
  );
}
