import { expect, it } from "vitest";
import { demoInboxSchema } from "@/lib/contract/alerts/demo-inbox";
import { exampleItem, exampleMessage } from "@/lib/testing/receivers/example-message";
import { CHANNEL_KINDS } from "../../alerts/channels/channel-kinds";
import { sendMessage } from "../../alerts/outbox/send-message";
import { demoChannels } from "./demo-channels";
import { createDemoInbox } from "./demo-inbox";

const AT = Date.UTC(2026, 10, 29, 12);

async function sentToAll(
  items = [exampleItem("train-7 down 42 min, $31.20 so far", "6 of 8 nodes healthy")],
  times = 1,
) {
  const inbox = createDemoInbox(() => AT);
  for (let sent = 0; sent < times; sent += 1)
    for (const channel of demoChannels())
      expect((await sendMessage(channel, exampleMessage(items), inbox.ways)).outcome.state).toBe("delivered");
  return inbox.messages();
}

it("shows what each kind of channel was sent, as its service would", async () => {
  const messages = await sentToAll();
  expect(messages.map(({ channel }) => channel).toSorted()).toEqual(CHANNEL_KINDS.map(({ id }) => id).toSorted());
  for (const { heading, lines, code, channel } of messages) {
    const text = [heading, ...lines.map((line) => line.map((span) => span.text).join("")), code].join("\n");
    expect(text, channel).toContain("train-7 down 42 min, $31.20 so far");
    expect(text, channel).toContain("6 of 8 nodes healthy");
  }
  expect(demoInboxSchema.safeParse({ messages }).success).toBe(true);
});

it("keeps the last fifty messages of each kind, newest first", async () => {
  const messages = await sentToAll(undefined, 60);
  expect(messages.length).toBe(50 * CHANNEL_KINDS.length);
  const ids = messages.map(({ id }) => Number(id));
  expect(ids).toEqual(ids.toSorted((one, other) => other - one));
});
