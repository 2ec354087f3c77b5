import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { exampleItem, exampleMessage } from "@/lib/testing/receivers/example-message";
import { type Answer, answerJson, answerText, json } from "@/lib/testing/receivers/received";
import { type Receivers, startReceivers } from "@/lib/testing/receivers/start-receivers";
import { HTTP_CHANNELS, HTTP_SERVICES, sendTo, waysTo } from "@/lib/testing/receivers/test-channels";

let receivers: Receivers;
beforeAll(async () => {
  receivers = await startReceivers(HTTP_SERVICES);
});
afterAll(() => receivers[Symbol.asyncDispose]());

async function outcomeOf(name: string, answer: Answer, message = exampleMessage([exampleItem("train-7 down")])) {
  const channel = HTTP_CHANNELS.find((one) => one.name === name);
  if (channel === undefined) throw new Error(`There is no channel ${name}.`);
  receivers.answerNext(name, answer);
  return (await sendTo(channel, message, waysTo(receivers, name))).outcome;
}

describe("Slack", () => {
  it.each(["no_service", "channel_is_archived", "channel_not_found", "no_team"])(
    "is left alone after %s",
    async (word) => {
      expect(await outcomeOf("slack", answerText(404, word))).toMatchObject({ state: "final", disables: true });
    },
  );
});

describe("Discord", () => {
  it("is asked again after as many seconds as its body says", async () => {
    const limited = answerJson(429, { message: "You are being rate limited.", retry_after: 1.337, global: false });
    expect(await outcomeOf("discord", limited)).toMatchObject({ state: "retry", afterMs: 1_337 });
  });

  it("is left alone once its webhook is deleted", async () => {
    const deleted = answerJson(404, { message: "Unknown Webhook", code: 10015 });
    expect(await outcomeOf("discord", deleted)).toMatchObject({ state: "final", disables: true });
  });
});

describe("Teams", () => {
  it("counts as having accepted a message, which is all that is known", async () => {
    expect(await outcomeOf("teams", { status: 202 })).toEqual({ state: "delivered", note: "Accepted by Teams" });
  });
});

describe("Telegram", () => {
  it("is asked again after as many seconds as its body says", async () => {
    const limited = answerJson(429, { ok: false, error_code: 429, parameters: { retry_after: 7 } });
    expect(await outcomeOf("telegram", limited)).toMatchObject({ state: "retry", afterMs: 7 * SECOND_MS });
  });

  it("is sent plain text at once if it cannot read the markup", async () => {
    const unreadable = answerJson(400, { ok: false, description: "Bad Request: can't parse entities: byte offset 12" });
    const before = receivers.received("telegram").length;
    const message = exampleMessage([exampleItem("a <b> & c", "50 % *off*")]);
    expect(await outcomeOf("telegram", unreadable, message)).toEqual({ state: "delivered" });
    const [first, second, ...more] = receivers.received("telegram").slice(before).map(json);
    expect(first).toMatchObject({ parse_mode: "HTML", text: expect.stringContaining("a &lt;b&gt; &amp; c") });
    expect(second).toMatchObject({ text: expect.stringContaining("a <b> & c\n50 % *off*") });
    expect(second).not.toHaveProperty("parse_mode");
    expect(more).toEqual([]);
  });

  it.each(["Forbidden: bot was blocked by the user", "Bad Request: chat not found"])(
    "is left alone after: %s",
    async (description) => {
      const answer = answerJson(description.startsWith("F") ? 403 : 400, { ok: false, description });
      expect(await outcomeOf("telegram", answer)).toMatchObject({ state: "final", disables: true });
    },
  );
});

describe("a webhook", () => {
  it("is signed so that the library of Standard Webhooks verifies it, and nothing that was changed", async () => {
    const channel = HTTP_CHANNELS.find(({ name }) => name === "webhook");
    if (channel === undefined) throw new Error("There is no webhook.");
    const ways = waysTo(receivers, "webhook");
    const changed: typeof ways = {
      ...ways,
      http: {
        send: (url, request) =>
          ways.http.send(url, { ...request, body: String(request.body).replace("firing", "Firing") }),
      },
    };
    const message = exampleMessage([exampleItem("é 👩‍👩‍👧‍👦")]);
    expect((await sendTo(channel, message, ways)).outcome).toEqual({ state: "delivered" });
    expect((await sendTo(channel, message, changed)).outcome).toMatchObject({ state: "final" });
  });
});

describe("PagerDuty", () => {
  it("opens one incident for each alert, closes that one, and opens none for a test", async () => {
    const item = exampleItem("x", "", { key: "k".repeat(64) });
    await outcomeOf("pagerduty", { status: 202 }, exampleMessage([item]));
    await outcomeOf("pagerduty", { status: 202 }, exampleMessage([item], { event: "resolved" }));
    await outcomeOf("pagerduty", { status: 202 }, exampleMessage([], { event: "test" }));
    const [opened, closed, tested] = receivers.received("pagerduty").slice(-3).map(json);
    expect(opened).toMatchObject({ event_action: "trigger", dedup_key: item.key });
    expect(closed).toMatchObject({ event_action: "resolve", dedup_key: item.key });
    expect(tested).toMatchObject({ event_action: "resolve" });
  });
});
