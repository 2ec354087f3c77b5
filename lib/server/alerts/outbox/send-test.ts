import "server-only";
import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { notFound } from "../../refusal";
import type { Outcome } from "../channels/channel-kind";
import { composeMessage } from "../message/compose-message";
import { UNREADABLE, wholeSettings } from "../settings/channel";
import type { EditableAlertConfiguration } from "../settings/open-alert-configuration";
import type { AlertTables } from "../store/schema";
import { sendMessage, type Ways } from "./send-message";

/** How a test went: what the receiver answered, as a sentence. */
export interface ChannelTest {
  ok: boolean;
  detail: string;
}

interface Testing {
  configuration: Pick<EditableAlertConfiguration, "channels" | "noteAttempt">;
  db: Kysely<AlertTables>;
  ways: Ways;
  /** The page of alerts. */
  url: string;
  now: () => EpochMs;
}

/** Sends a test message once, and keeps it among the channel's deliveries. */
export async function sendTest(
  { configuration, db, ways, url, now }: Testing,
  channelId: string,
): Promise<ChannelTest> {
  const found = configuration.channels.find(channelId);
  if (found === null) throw notFound("There is no channel with this id.");
  const settings = wholeSettings(found.channel);
  if (settings === null) return { ok: false, detail: UNREADABLE };
  const { kind } = found.channel;
  const id = randomUUID();
  const createdAt = now();
  const view = () => {
    throw new Error("A test is about no alert.");
  };
  const message = composeMessage({ id, event: "test" }, [], { view, url, at: createdAt });
  const { outcome } = await sendMessage({ kind, settings }, message, ways);
  const at = now();
  const [state, note] = resultOf(outcome);
  await db
    .insertInto("delivery")
    .values({
      ...{ id, channelId, event: "test", state, attempts: 1, createdAt, at, nextAt: at, note },
      ...{ claimedUntil: null, mayHaveArrived: 0 },
    })
    .execute();
  // It works again. That a test fails is seen by whoever tests.
  if (state === "delivered") await configuration.noteAttempt(channelId, null, at);
  return { ok: state === "delivered", detail: note ?? `${kind.label} took the message.` };
}

function resultOf(outcome: Outcome): ["delivered" | "failed", string | null] {
  return outcome.state === "delivered" ? ["delivered", outcome.note ?? null] : ["failed", outcome.reason];
}
