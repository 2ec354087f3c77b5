import "server-only";
import { startedApplication } from "./page-person";

/** The build of the code that a page rendered now will run. */
export function pageBuild(): string {
  return startedApplication().buildId;
}
