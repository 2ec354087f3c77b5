import "server-only";
import type { ChannelKind } from "../../alerts/channels/channel-kind";
import type { ChannelSettings } from "../../alerts/channels/channel-settings";
import { targetProblem } from "../../alerts/ways/target-problem";
import type { Configuration } from "../../configuration/configuration";
import { HttpProblem } from "../../http-problem";

/** The settings that say where messages go. */
export const TARGETS = ["url", "server", "host", "port"];

/** Throws a 400 if nothing may be sent to where these settings lead. */
export async function requireTarget(
  { configuration }: { configuration: Pick<Configuration, "webhookRanges"> },
  kind: ChannelKind,
  settings: ChannelSettings,
): Promise<void> {
  const detail = await targetProblem(kind, settings, configuration.webhookRanges);
  if (detail === null) return;
  const fields = Object.fromEntries(TARGETS.filter((name) => name in settings).map((name) => [name, detail]));
  throw new HttpProblem(400, { code: "bad-request", detail, fields });
}
