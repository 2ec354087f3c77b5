import "server-only";
import { pageSettingsSchema } from "@/lib/contract/pairing";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { log } from "../../log";
import type { Displays } from "../../sharing/displays/open-displays";
import type { StoredLink } from "../../sharing/links/stored-link";
import { answerInTime } from "../../store/confirmed-answers";

const BUILD = /^[\w.-]{1,40}$/;

/**
 * Stores what a screen says about itself in its polls. Never fails: the screen is answered whether or not it can be
 * stored.
 */
export async function noteDisplay(
  { displays }: { displays: Pick<Displays, "contacts"> },
  { id, kind }: StoredLink,
  { headers }: Request,
  now: EpochMs,
): Promise<void> {
  const build = headers.get("x-display-build");
  const page = pageSettingsSchema.safeParse(headers.get("x-display-page") ?? "");
  if (kind !== "display" || build === null || !BUILD.test(build)) return;
  const contact = { page: page.success ? page.data : "", build, at: now };
  await answerInTime(displays.contacts.note(id, contact)).catch((error: unknown) => {
    log().warn({ err: error }, "What a screen said about itself could not be stored");
  });
}
