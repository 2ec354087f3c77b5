import { accessSync, constants, existsSync } from "node:fs";
import { isBuilt } from "./build.mjs";
import { fail, say } from "./command.mjs";

/** Whether anything may be written to this checkout. */
export function isWritable() {
  try {
    accessSync(".", constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where nothing can be installed or built, what is there is started as it is. */
export function startAsItIs(purpose) {
  if (purpose !== "start") fail("This checkout cannot be written, and without that only `npm start` works.");
  if (!existsSync("node_modules/next") || !existsSync(".next/BUILD_ID")) {
    fail(
      "This checkout cannot be written, and there is no build in it. Run `npm start` once as somebody who may write here.",
    );
  }
  if (!isBuilt()) {
    say("This checkout cannot be written, so the build in it is started, although it may be older than its sources.");
  }
}
