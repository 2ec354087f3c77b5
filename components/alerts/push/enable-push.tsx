"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ProblemLine } from "@/components/ui/problem-line";
import { pushSubscriptionsQuery } from "@/lib/queries/alerts/push-query";
import { type PushState, readPushState, switchPushesOff, switchPushesOn } from "./browser-push";

const WORDS: Record<PushState, string> = {
  on: "This browser is told of alerts through every Web Push channel.",
  off: "Have this browser told of alerts through every Web Push channel, even while no page of Clusterdeck is open.",
  blocked: "This browser has been told not to show notifications of this page. Allow them in its settings first.",
  insecure: "Browsers take pushes only from pages that came over https, or from this machine itself.",
  missing: "This browser has no pushes. On an iPhone or iPad, add Clusterdeck to the home screen and open it there.",
};

/** Whether this browser gets pushes, and a button that changes it; nothing while there is no channel for them. */
export function EnablePush() {
  const queryClient = useQueryClient();
  const { data } = useQuery(pushSubscriptionsQuery);
  const publicKey = data?.publicKey;
  const stateKey = [...pushSubscriptionsQuery.queryKey, "state", publicKey];
  const { data: state } = useQuery({
    queryKey: stateKey,
    queryFn: () => readPushState(publicKey ?? ""),
    enabled: publicKey !== undefined,
  });
  const change = useMutation({
    mutationFn: (switchPushes: typeof switchPushesOn) => switchPushes(publicKey ?? ""),
    onSuccess: (after) => queryClient.setQueryData(stateKey, after),
  });
  if (state === undefined || !data?.isUsed) return null;
  return (
    <Callout
      icon={<BellRing size={16} aria-hidden />}
      title="Pushes to this browser"
      actions={
        (state === "on" || state === "off") && (
          <Button
            variant={state === "on" ? "plain" : "primary"}
            disabled={change.isPending}
            onClick={() => change.mutate(state === "on" ? switchPushesOff : switchPushesOn)}
          >
            {state === "on" ? "Switch off" : "Switch on"}
          </Button>
        )
      }
    >
      {WORDS[state]}
      <ProblemLine
        error={change.error}
        otherwise="This browser could not reach its push service. Try again, or use another browser."
      />
    </Callout>
  );
}
