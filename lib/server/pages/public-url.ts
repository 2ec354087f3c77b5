import "server-only";
import { runningApplication } from "../http/application";

/** What people type to get here: the start of absolute addresses, such as that of a link preview's picture. */
export function publicUrl(): URL | null {
  const application = runningApplication();
  return application && new URL(application.configuration.publicUrl);
}
