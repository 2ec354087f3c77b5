"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { formValues } from "@/components/ui/form-values";
import { Dialog } from "@/components/ui/overlay/dialog";
import { ProblemLine } from "@/components/ui/problem-line";
import { Segmented } from "@/components/ui/segmented";
import type { WeeklyWindow } from "@/lib/contract/alerts/silences";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { EndPicker } from "./end-picker";
import type { Match } from "./match-choices";
import { MatchFields } from "./match-fields";
import { type SilenceEnd, silenceEnd } from "./silence-end";
import { useAddSilence } from "./use-add-silence";
import { WeeklyFields } from "./weekly-fields";
import { WhyField } from "./why-field";

const KINDS = [
  { id: "once", content: "Once, from now on" },
  { id: "weekly", content: "Every week" },
] as const;

const NIGHTS: Omit<WeeklyWindow, "timeZone"> = {
  days: ["mon", "tue", "wed", "thu", "fri"],
  start: "22:00",
  end: "06:00",
};

interface NewSilenceProps {
  /** The reader's, which weekly silences begin with. */
  timeZone: string;
  onClose: () => void;
}

/** A silence of whatever somebody wants quiet, once or in a window that comes back each week. */
export function NewSilence({ timeZone, onClose }: NewSilenceProps) {
  const [kind, setKind] = useState<"once" | "weekly">("once");
  const [match, setMatch] = useState<Match>({});
  const [end, setEnd] = useState<SilenceEnd>({ choice: "1h", date: "" });
  const [weekly, setWeekly] = useState<WeeklyWindow>({ ...NIGHTS, timeZone });
  const { mutate, error, isPending } = useAddSilence(onClose);

  function submit(event: FormEvent<HTMLFormElement>) {
    const { why } = formValues(event, "why");
    const until = silenceEnd(end, serverClock.now());
    if (kind === "weekly") mutate({ match, weekly, why });
    else if (until !== null) mutate({ match, until: new Date(until).toISOString(), why });
  }

  return (
    <Dialog title="New silence" onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <MatchFields match={match} onChange={setMatch} />
        <Segmented legend="How often" options={KINDS} value={kind} onChange={setKind} />
        {kind === "once" ? (
          <EndPicker end={end} onChange={setEnd} />
        ) : (
          <WeeklyFields weekly={weekly} onChange={setWeekly} />
        )}
        <WhyField />
        <ProblemLine error={error} otherwise="The silence could not be added." />
        <Button type="submit" variant="primary" disabled={isPending || weekly.days.length === 0} className="self-end">
          Silence
        </Button>
      </form>
    </Dialog>
  );
}
