import "server-only";
import type { ChannelSettings } from "../../alerts/channels/channel-settings";
import { HttpProblem } from "../../http-problem";
import { TARGETS } from "./require-target";

/** The settings of a channel as they are, and as they are to be. */
interface Change {
  before: ChannelSettings;
  /** `null` if they cannot be read. */
  secrets: ChannelSettings | null;
  after: ChannelSettings;
  /** The names of the settings that the change is about. */
  given: readonly string[];
}

/**
 * Throws a 400 if a change has messages go elsewhere and leaves secrets as they are: whoever may change a channel must not learn them by
 * having them sent to a server of their own.
 */
export function requireSecrets({ before, secrets, after, given }: Change): void {
  if (TARGETS.every((name) => isSame(before[name], after[name]))) return;
  const missing = Object.keys(secrets ?? {}).filter((name) => !given.includes(name));
  if (missing.length === 0) return;
  throw new HttpProblem(400, {
    code: "bad-request",
    detail: `Messages would go elsewhere. Enter ${missing.join(" and ")} again: secrets are sent only to where they were entered for.`,
    fields: Object.fromEntries(
      missing.map((name) => [name, "Enter it again: what is stored is sent only to where it was entered for."]),
    ),
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
