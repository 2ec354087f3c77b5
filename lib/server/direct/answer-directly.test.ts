import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { z } from "zod/mini";
import { startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { withRunningApplication } from "@/lib/testing/http/running-application";
import { defineRoute, type RouteInput } from "../http/define-route";
import { createDirectAnswers } from "./answer-directly";

withRunningApplication();

async function serving(run: (input: RouteInput) => Promise<Response>, audience: "public" | "guest" = "public") {
  const path = "/api/things/{thingId}";
  const answers = createDirectAnswers([
    defineRoute({ method: "GET", path, audience, summary: "", answer: z.null(), run }),
  ]);
  const server = await startLoopbackServer((message, response) => {
    if (!answers(message, response)) response.end("Next");
  });
  const ask = (path: string, headers: Record<string, string | string[]> = {}, method = "GET") =>
    request(`${server.origin}${path}`, { method, headers }).end();
  return { ask, [Symbol.asyncDispose]: server[Symbol.asyncDispose] };
}

async function answerOf(asking: ReturnType<typeof request>) {
  const [answer] = await once(asking, "response");
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

it("gives a route its parameter decoded, its query and its headers, and sends all that it answers", async () => {
  await using server = await serving(async ({ request, param }) => {
    const headers = new Headers({ "X-One": "1" });
    headers.append("Set-Cookie", "a=1");
    headers.append("Set-Cookie", "b=2");
    const got = [
      param("thingId"),
      new URL(request.url).search,
      request.headers.get("x-many"),
      request.headers.get("host"),
    ];
    return Response.json(got, { status: 202, headers });
  });
  const { status, headers, body } = await answerOf(
    server.ask("/api/things/a%20b?c=d%20e", { "X-Many": ["1", "2"], host: "localhost:99" }),
  );
  expect(JSON.parse(body)).toEqual(["a b", "?c=d%20e", "1, 2", "localhost:99"]);
  expect(status).toBe(202);
  expect(headers["set-cookie"]).toEqual(["a=1", "b=2"]);
  expect(headers).toMatchObject({ "x-one": "1", "x-server-build": "build", "content-length": String(body.length) });
});

it("leaves whatever is not a GET of one of its routes to Next", async () => {
  await using server = await serving(async () => Response.json("direct"));
  expect((await answerOf(server.ask("/api/things/1"))).body).toBe('"direct"');
  expect((await answerOf(server.ask("/api/things"))).body).toBe("Next");
  expect((await answerOf(server.ask("/api/things/1", {}, "POST"))).body).toBe("Next");
});

it("sends an answer without a body, and says of a fault only that there was one", async () => {
  let fails = false;
  await using server = await serving(async () => {
    if (fails) throw new Error("a secret");
    return new Response(null, { status: 304 });
  });
  expect(await answerOf(server.ask("/api/things/1"))).toMatchObject({ status: 304, body: "" });
  fails = true;
  const { status, body } = await answerOf(server.ask("/api/things/1"));
  expect(status).toBe(500);
  expect(body).not.toContain("secret");
});

it("tells a route when its client has gone, and not when it has been answered", async () => {
  const signals: AbortSignal[] = [];
  await using server = await serving(async ({ request }) => {
    signals.push(request.signal);
    if (signals.length > 1) await once(request.signal, "abort");
    return Response.json("done");
  });
  await answerOf(server.ask("/api/things/1"));
  const leaving = server.ask("/api/things/1").once("error", () => {});
  await expect.poll(() => signals.length).toBe(2);
  leaving.destroy();
  await expect.poll(() => signals[1]?.aborted).toBe(true);
  expect(signals[0]?.aborted).toBe(false);
});

it("forbids search engines and other sites to learn a guest's address", async () => {
  await using guests = await serving(async () => Response.json("ok"), "guest");
  const { headers } = await answerOf(guests.ask("/api/things/1"));
  expect(headers).toMatchObject({ "x-robots-tag": "noindex, nofollow, noarchive", "referrer-policy": "no-referrer" });
  await using people = await serving(async () => Response.json("ok"));
  expect((await answerOf(people.ask("/api/things/1"))).headers["referrer-policy"]).toBe("same-origin");
});
