import "server-only";
import { type BuildFiles, shareBuildFiles } from "../build-files/build-files";
import { readOwnBuild } from "../build-files/own-build";
import type { Hints } from "../coordination/hints";
import { isDevelopment } from "../env";
import type { Stored } from "../http/application";
import type { StoreLocation } from "../store/open-database";
import { handleOfPart, type StoreHandle } from "../store/store-handle";
import { createThrottledLog } from "../throttled-log";

interface Options {
  configuration: { storage: StoreLocation };
  stored: StoreHandle<Pick<Stored, "buildFiles">>;
  coordination: { hints: Hints };
  mayPrune: () => boolean;
}

/** With servers of other builds, which there can be only on PostgreSQL; `null` where there are none, or nothing was built. */
export function shareOwnBuild({ configuration, stored, coordination, mayPrune }: Options): BuildFiles | null {
  if ("dataDir" in configuration.storage || isDevelopment()) return null;
  const own = readOwnBuild();
  if (own === null) return null;
  return shareBuildFiles({
    ...{ own, hints: coordination.hints, mayPrune },
    rows: handleOfPart(stored, ({ buildFiles }) => buildFiles),
    onFailed: createThrottledLog("The files of this build could not be stored for other servers"),
  });
}
