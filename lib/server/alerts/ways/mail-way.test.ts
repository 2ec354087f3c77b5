import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { exampleItem, exampleMessage } from "@/lib/testing/receivers/example-message";
import { startMailServer, type TestMailServer } from "@/lib/testing/receivers/mail-server";
import { sendTo } from "@/lib/testing/receivers/test-channels";
import { allowedAddresses } from "../../outbound/guarded-lookup";
import { webhookEgress } from "../../security/egress-rules";
import type { MailRequest } from "../channels/channel-kind";
import type { ChannelMessage } from "../message/channel-message";
import { createWays } from "./create-ways";
import { createMailWay, transportOptions } from "./mail-way";

const PASSWORD = "S3cretPassword";
const OWN_MACHINE = ["127.0.0.0/8"];

async function mailBy(
  server: Pick<TestMailServer, "port">,
  message: ChannelMessage,
  more: object = {},
  ranges = OWN_MACHINE,
) {
  const settings = {
    ...{ host: "127.0.0.1", port: server.port, from: "deck@deck.example", to: ["ops@example.com", "me@example.com"] },
    ...more,
  };
  return sendTo(
    { kind: "email", settings },
    message,
    createWays(ranges, async () => Promise.reject(new Error())),
  );
}

const refusing = (responseCode: number) => ({
  onMailFrom: (_address: unknown, _session: unknown, done: (error?: Error) => void) =>
    done(Object.assign(new Error(`refused ${PASSWORD}`), { responseCode })),
});

function request(port: number): MailRequest {
  return {
    ...{ kind: "mail", server: { host: "127.0.0.1", port, secure: false }, from: "deck@deck.example" },
    ...{ to: ["ops@example.com"], subject: "Down", text: "Down", html: "Down", messageId: "<1@deck.example>" },
    inReplyTo: null,
  };
}

/** A server that says whatever `talk` has it say, and listens to nothing. */
async function startTalker(talk: (socket: Socket) => void) {
  const server = createServer(talk).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    port: address.port,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const message = exampleMessage([exampleItem("train-7 down 42 min", "6 of 8 nodes healthy")]);

describe("a mail", () => {
  it("arrives whole, is threaded with what else is said of its cause, and is answered by no machine", async () => {
    await using server = await startMailServer();
    const hostile = exampleItem('</p><b>x</b> "quoted" & 👩‍👩‍👧‍👦 خادم', "second\r\nBcc: all@example.com");
    const items = [hostile, exampleItem("other")];
    expect((await mailBy(server, exampleMessage(items))).outcome).toEqual({ state: "delivered" });
    await mailBy(server, exampleMessage(items, { event: "resolved", id: "22222222-2222-4333-8444-555555555555" }));
    const [firing, resolved] = server.mails;
    expect(firing?.text).toContain('</p><b>x</b> "quoted" & 👩‍👩‍👧‍👦 خادم');
    expect(firing?.html).toContain("&lt;/p&gt;&lt;b&gt;x&lt;/b&gt; &quot;quoted&quot; &amp; 👩‍👩‍👧‍👦 خادم");
    expect(firing?.headers.has("bcc")).toBe(false);
    expect(firing?.messageId).toBe("<11111111-2222-4333-8444-555555555555@deck.example>");
    expect(resolved?.subject).toMatch(/^Resolved: /);
    expect(resolved?.inReplyTo).toBe(firing?.inReplyTo);
    expect(resolved?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(resolved?.headers.get("x-auto-response-suppress")).toBe("All");
  });

  it("stays short with 500 alerts of 5 000 characters, and says how many are left", async () => {
    await using server = await startMailServer();
    const many = Array.from({ length: 500 }, () => exampleItem("👩‍👩‍👧‍👦<b>&".repeat(300), "&".repeat(5_000)));
    expect((await mailBy(server, exampleMessage(many))).outcome).toEqual({ state: "delivered" });
    expect(server.mails[0]?.html).toMatch(/<p>and \d+ more<\/p>/);
    expect(server.mails[0]?.text?.length).toBeLessThan(70_000);
    expect(server.mails[0]?.subject?.length).toBeLessThanOrEqual(150);
  });

  it("is tried again after a 4xx, and not after a 5xx", async () => {
    await using busy = await startMailServer(refusing(451));
    await using strict = await startMailServer(refusing(550));
    expect((await mailBy(busy, message)).outcome).toMatchObject({ state: "retry" });
    expect((await mailBy(strict, message)).outcome).toMatchObject({ state: "final" });
  });

  it("is tried again where nobody answers, and then has not arrived", async () => {
    const server = await startMailServer();
    await server[Symbol.asyncDispose]();
    expect(await mailBy(server, message)).toMatchObject({ outcome: { state: "retry" }, mayHaveArrived: false });
  });

  it("may have arrived if the server hangs up after it was sent", async () => {
    await using server = await startMailServer({
      onData: (stream) => void stream.on("end", () => server.hangUp()).resume(),
    });
    expect(await mailBy(server, message)).toMatchObject({ outcome: { state: "retry" }, mayHaveArrived: true });
  });

  it("is given up in time by a server that goes on talking, and has the connection closed", async () => {
    let talks = 0;
    let isClosed = false;
    await using server = await startTalker((socket) => {
      socket.write("220 deck.example\r\n");
      const talking = setInterval(() => {
        talks += 1;
        socket.write("250-Wait a little longer\r\n");
      }, 20);
      socket.on("error", () => {});
      socket.on("close", () => {
        isClosed = true;
        clearInterval(talking);
      });
    });
    const way = createMailWay(webhookEgress(OWN_MACHINE), allowedAddresses);
    await expect(way(request(server.port), 3_000)).rejects.toThrow(/took longer than 3 s/);
    await expect.poll(() => isClosed).toBe(true);
    expect(talks).toBeGreaterThan(3);
  });

  it("is given up in time by a name server that never answers, and then has not arrived", async () => {
    const way = createMailWay(webhookEgress(OWN_MACHINE), () => new Promise(() => {}));
    const failed = way(request(25), 50);
    await expect(failed).rejects.toThrow("The mail server's name could not be looked up in time.");
    await expect(failed).rejects.toMatchObject({ mayHaveArrived: false });
  });

  it("tells nobody its password, whatever goes wrong", async () => {
    await using server = await startMailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) => done(new Error(`Wrong: ${username} ${password}`)),
    });
    const login = { user: "deck", password: PASSWORD };
    const failed = await mailBy(server, message, login);
    expect(failed.outcome).toMatchObject({ state: "final", reason: "The mail server refused the login (535)." });
    expect(JSON.stringify(failed)).not.toContain(PASSWORD);
  });

  it("leaves this machine only for addresses that may be sent to", async () => {
    await using server = await startMailServer();
    const { outcome } = await mailBy(server, message, {}, []);
    expect(outcome).toMatchObject({ state: "final", reason: expect.stringContaining("CLUSTERDECK_WEBHOOK_RANGES") });
    expect(server.mails).toEqual([]);
  });
});

describe("the connection to a mail server", () => {
  it("is encrypted with the certificate of its name, unless it ends on this machine", () => {
    const server = { host: "smtp.example.com", port: 587, secure: false };
    expect(transportOptions(server, { address: "93.184.216.34" }, 15_000)).toMatchObject({
      ...{ host: "93.184.216.34", requireTLS: true, disableFileAccess: true, disableUrlAccess: true },
      tls: { servername: "smtp.example.com", rejectUnauthorized: true },
    });
    expect(transportOptions(server, { address: "127.0.0.1" }, 15_000)).toMatchObject({ requireTLS: false });
  });
});
