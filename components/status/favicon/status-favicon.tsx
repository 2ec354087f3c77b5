"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useFreshnesses } from "@/lib/queries/liveness/use-freshnesses";
import { readingsOf, worstMark } from "../live-cluster";
import { useFleetSource } from "../source/fleet-source";
import { Favicon } from "./favicon";

/** The tab's icon: the shape of the worst status, so that even a background tab shows when somebody is needed. */
export function StatusFavicon() {
  const { data: fleet } = useQuery(useFleetSource().fleet);
  const freshnesses = useFreshnesses(fleet);
  const clusters = fleet?.clusters;
  const mark = useMemo(() => clusters && worstMark(readingsOf(clusters, freshnesses)), [clusters, freshnesses]);
  return <Favicon mark={mark ?? "stopped"} />;
}
