import "server-only";
import type { PollRun } from "@/lib/domain/poll-run";
import type { TimeWindow } from "@/lib/domain/time-window";
import { type ClusterFilter, concernsConnection } from "./cluster-filter";
import type { Database } from "./schema";

/** The runs that touch a window, and each connection's first and last one: since when it is watched, and whether it still is. */
export async function readObservedRuns(
  db: Database,
  { from, to }: TimeWindow,
  filter: ClusterFilter,
): Promise<PollRun[]> {
  const runs = await db
    .selectFrom("pollRun as run")
    .select(["connectionId", "startedAt", "lastAt", "pollIntervalMs"])
    .where((is) =>
      is.or([
        is.and([is("run.startedAt", "<", to), is("run.lastAt", ">=", from)]),
        is("run.startedAt", "in", (select) =>
          select
            .selectFrom("pollRun as end")
            .select((of) => of.fn.min("end.startedAt").as("at"))
            .whereRef("end.connectionId", "=", "run.connectionId"),
        ),
        is("run.startedAt", "in", (select) =>
          select
            .selectFrom("pollRun as end")
            .select((of) => of.fn.max("end.startedAt").as("at"))
            .whereRef("end.connectionId", "=", "run.connectionId"),
        ),
      ]),
    )
    .orderBy("connectionId")
    .orderBy("startedAt")
    .execute();
  return runs.filter(({ connectionId }) => concernsConnection(filter, connectionId));
}
