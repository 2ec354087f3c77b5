import "server-only";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";
import { NEW_ACCOUNT_PATH, SETUP_PATH } from "@/lib/domain/people/accounts-path";
import { allows, type Role } from "@/lib/domain/people/role";
import type { Application } from "../http/application";
import { startedApplication } from "./page-person";

/** How a person with this role comes to an account of their own. */
export function pageAccountHelp(role: Role): AccountHelp {
  const application = startedApplication();
  return { addPath: addPathFor(application, role), keys: application.keyHelp };
}

/** In the demo, whoever has read the server's output becomes the first admin on the way. */
function addPathFor(
  application: Pick<Application, "configuration" | "mayLeaveDemo" | "hasCodeToLeaveDemo">,
  role: Role,
): string | null {
  if (application.hasCodeToLeaveDemo()) return SETUP_PATH;
  if (application.configuration.demo && !application.mayLeaveDemo()) return null;
  return allows(role, "admin") ? NEW_ACCOUNT_PATH : null;
}
