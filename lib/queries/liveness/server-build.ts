import { createBuildWatch } from "./build-watch";

const watch = createBuildWatch(() => performance.now());

/** Notes which build the server says it is running; an answer from a proxy in front of it says nothing. */
export const noteServerBuild = watch.note;

/** The build that sent the last answer; `null` before the first. */
export const latestServerBuild = watch.latest;

/** The build that all servers run by now, as far as answers tell; `null` while that is open. */
export const settledServerBuild = watch.settled;

/** Whether the last answer came from another build than the first one to this page, which may then read no answers any more. */
export const isServerUpdated = watch.isUpdated;
