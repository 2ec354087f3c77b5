import "server-only";
import { runningApplication } from "../http/application";

/** What people type to get here: where absolute addresses, such as a link preview's picture, start. */
export function publicUrl(): URL | null {
  const application = runningApplication();
  return application && new URL(application.configuration.publicUrl);
}
