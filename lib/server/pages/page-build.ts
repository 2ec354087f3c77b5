import "server-only";
import { startedApplication } from "./page-person";

/** The build whose code a page that is rendered now will run. */
export function pageBuild(): string {
  return startedApplication().buildId;
}
