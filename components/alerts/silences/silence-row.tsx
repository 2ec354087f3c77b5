"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useOperatorTools } from "@/components/status/source/operator-tools";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/notice";
import { ProblemLine } from "@/components/ui/problem-line";
import { Time } from "@/components/ui/time";
import type { Silence } from "@/lib/contract/alerts/silences";
import { ALERTS_KEY } from "@/lib/queries/alerts/firing-alerts-query";
import { endSilence } from "@/lib/queries/alerts/silences-query";
import { matchWords, weeklyWords } from "./silence-words";

interface SilenceRowProps {
  silence: Silence;
  clusterName: (clusterId: string) => string;
}

export function SilenceRow({ silence, clusterName }: SilenceRowProps) {
  const { match, until, weekly, isActive, why, by, source } = silence;
  const isOperator = useOperatorTools() !== null;
  const words = matchWords(match, clusterName);
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1.5 px-3.5 py-2.5 text-sm">
      <div className="min-w-0 grow basis-56">
        <h3 className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 break-words">{words}</span>
          <Badge>{isActive ? "quiet now" : "not now"}</Badge>
          {source === "file" && <Badge>clusterdeck.yaml</Badge>}
        </h3>
        <p className="break-words text-muted">
          {why} · {by}
        </p>
      </div>
      <p className="text-muted">
        {weekly !== null && <span className="block">{weeklyWords(weekly)}</span>}
        {until !== null && (
          <>
            until <Time at={Date.parse(until)} />
          </>
        )}
      </p>
      {isOperator && source === "settings" && <EndNow silence={silence} words={words} />}
    </li>
  );
}

function EndNow({ silence, words }: { silence: Silence; words: string }) {
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => endSilence(silence.id),
    networkMode: "always",
    onSuccess: async () => {
      notify("The silence is over");
      await client.invalidateQueries({ queryKey: ALERTS_KEY });
    },
  });
  return (
    <>
      <Button className="h-7" disabled={isPending} onClick={() => mutate()}>
        End now<span className="sr-only"> {words}</span>
      </Button>
      <ProblemLine error={error} otherwise="The silence could not be ended." />
    </>
  );
}
