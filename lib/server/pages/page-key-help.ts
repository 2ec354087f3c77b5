import "server-only";
import type { KeyHelp } from "@/lib/domain/cluster/key-help";
import { startedApplication } from "./page-person";

/** How to connect accounts: part of the page itself, since it never changes while the server runs. */
export function pageKeyHelp(): readonly KeyHelp[] {
  return startedApplication().keyHelp;
}
