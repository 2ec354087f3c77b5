"use client";

import { useQuery } from "@tanstack/react-query";
import { HistoryProblem } from "./history-problem";
import { useFleetSource } from "./source/fleet-source";

/** Shown above every page while history is not being written. */
export function HistoryNotice() {
  const { data: problem } = useQuery({ ...useFleetSource().fleet, select: (fleet) => fleet.historyProblem });
  return (
    <div role="status">
      {problem !== undefined && (
        <div className="mx-auto w-full max-w-[1760px] px-4 pt-3 sm:px-6">
          <HistoryProblem problem={{ cause: "storage", ...problem }} />
        </div>
      )}
    </div>
  );
}
