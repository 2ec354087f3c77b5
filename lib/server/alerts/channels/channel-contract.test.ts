import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MESSAGE_EVENTS } from "@/lib/domain/alerts/messages/message-plan";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleItem, exampleMessage } from "@/lib/testing/receivers/example-message";
import { type Answer, json } from "@/lib/testing/receivers/received";
import { type Receivers, startReceivers } from "@/lib/testing/receivers/start-receivers";
import { HTTP_CHANNELS, HTTP_SERVICES, sendTo, waysTo } from "@/lib/testing/receivers/test-channels";
import { LOOKS } from "../../demo/inbox/looks";
import type { ChannelMessage } from "../message/channel-message";
import { channelKindOf } from "./channel-kinds";

/** Markup of every service, right-to-left text, and characters of several units. */
const HOSTILE_TITLES = [
  "*bold* _italic_ ~struck~ `code` ```block``` **strong** __under__ ||spoiler||",
  "<!channel> <@U123> <https://evil.example|click> &lt;b&gt; <b>x</b> </a> <script>",
  "[click](https://evil.example) @everyone @here <@&1> # heading - list > quote",
  "{{DATE(2026-01-01T00:00:00Z,SHORT)}} {{constructor}} %0A %s \\ \\* \\\\",
  "خادم التدريب متوقف عن العمل منذ ٥ دقائق",
  "👩‍👩‍👧‍👦🇩🇪👍🏽 train é",
];
const MANY = Array.from({ length: 500 }, (_, index) =>
  exampleItem(`${index} ${"👩‍👩‍👧‍👦 <b>& *x* ".repeat(300)}`, "y&".repeat(2_500)),
);

let receivers: Receivers;
beforeAll(async () => {
  receivers = await startReceivers(HTTP_SERVICES);
});
afterAll(() => receivers[Symbol.asyncDispose]());

describe.each(HTTP_CHANNELS)("a $name channel", (channel) => {
  const send = (message: ChannelMessage) => sendTo(channel, message, waysTo(receivers, channel.name));
  const lastReceived = () => {
    const last = receivers.received(channel.name).at(-1);
    if (last === undefined) throw new Error("Nothing was received.");
    return last;
  };
  /** All that a person sees of it. */
  const shown = (message: ChannelMessage) => {
    const kind = channelKindOf(channel.kind);
    const { heading, lines, code } =
      LOOKS[channel.kind]?.(kind?.render(message, channel.settings) ?? never()) ?? never();
    return [heading, ...lines.map((line) => line.map(({ text }) => text).join("")), code].join("\n");
  };
  const answered = async (answer: Answer | null) => {
    receivers.answerNext(channel.name, answer);
    return (await send(exampleMessage([exampleItem("train-7 down 42 min")]))).outcome;
  };

  it.each([...MESSAGE_EVENTS, "test"] as const)("takes a message of the event %s", async (event) => {
    const items = event === "test" ? [] : [exampleItem("train-7 down 42 min, $31.20 so far", "6 of 8 nodes healthy")];
    expect((await send(exampleMessage(items, { event }))).outcome.state).toBe("delivered");
  });

  it("shows text with anybody's markup as it is", async () => {
    for (const title of HOSTILE_TITLES) {
      const message = exampleMessage([exampleItem(title, title), exampleItem("second", title)]);
      expect((await send(message)).outcome.state, title).toBe("delivered");
      const text = channel.kind === "webhook" ? JSON.stringify(json(lastReceived())) : shown(message);
      expect(text).toContain(channel.kind === "webhook" ? JSON.stringify(title).slice(1, -1) : title);
    }
  });

  it("stays within the service's limits with 500 alerts of 5 000 characters, and says how many are left", async () => {
    const one = await send(exampleMessage(MANY.slice(0, 1)));
    expect(one.outcome.state).toBe("delivered");
    expect((await send(exampleMessage(MANY))).outcome.state).toBe("delivered");
    const text = lastReceived().body.toString("utf8");
    expect(text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|\uFFFD|\\ud[89a-f]/i);
    if (channelKindOf(channel.kind)?.isPerAlert) return;
    expect(text).toMatch(/and \d+ more|"more":\d+|"truncatedAlerts":[1-9]/);
  });

  it("reads what the service says of its own limits and of its end", async () => {
    expect(await answered({ status: 429, headers: { "retry-after": "120" } })).toMatchObject({
      ...{ state: "retry", afterMs: 2 * MINUTE_MS },
    });
    const date = new Date().toUTCString();
    const later = new Date(Date.parse(date) + 5 * MINUTE_MS).toUTCString();
    expect(await answered({ status: 503, headers: { date, "retry-after": later } })).toMatchObject({
      ...{ state: "retry", afterMs: 5 * MINUTE_MS },
    });
    expect(await answered({ status: 429, body: "not json" })).toMatchObject({ state: "retry" });
    for (const status of [408, 425, 500, 502, 599])
      expect(await answered({ status })).toMatchObject({ state: "retry" });
    expect(await answered({ status: 410 })).toMatchObject({ state: "final", disables: true });
    for (const status of [301, 307, 400, 401, 403, 413, 418])
      expect(await answered({ status, body: "{" })).toMatchObject({ state: "final" });
  });

  it("tells nobody its secrets, whatever goes wrong", async () => {
    const echo = { body: channel.secrets.join(" "), headers: { "x-echo": channel.secrets.join(" ") } };
    for (const status of [200, 302, 400, 404, 410, 413, 429, 500]) {
      const said = JSON.stringify(await answered({ status, ...echo }));
      for (const secret of channel.secrets) expect(said).not.toContain(secret);
    }
    const nowhere = {
      ...waysTo(receivers, channel.name),
      http: { send: async () => Promise.reject(new TypeError(channel.secrets.join())) },
    };
    const failed = await sendTo(channel, exampleMessage([exampleItem("x")]), nowhere);
    for (const secret of channel.secrets) expect(JSON.stringify(failed)).not.toContain(secret);
  });

  it("says that nothing is known if the connection ends after the message was sent", async () => {
    const ways = waysTo(receivers, channel.name);
    const cut = {
      ...ways,
      http: {
        send: async () =>
          Promise.reject(
            Object.assign(new TypeError("fetch failed"), {
              cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }),
            }),
          ),
      },
    };
    const refused = {
      ...ways,
      http: {
        send: async () =>
          Promise.reject(
            Object.assign(new TypeError("fetch failed"), {
              cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }),
            }),
          ),
      },
    };
    const message = exampleMessage([exampleItem("x")]);
    expect(await sendTo(channel, message, cut)).toMatchObject({ outcome: { state: "retry" }, mayHaveArrived: true });
    expect(await sendTo(channel, message, refused)).toMatchObject({
      outcome: { state: "retry" },
      mayHaveArrived: false,
    });
  });

  it("sends the same message under the same id when it is sent again", async () => {
    const message = exampleMessage([exampleItem("x")], { at: Date.now() });
    await send(message);
    const first = lastReceived();
    await send({ ...message, at: message.at + 1_000 });
    expect(lastReceived().headers.get("webhook-id")).toBe(first.headers.get("webhook-id"));
  });
});

function never(): never {
  throw new Error("There is no such channel.");
}
