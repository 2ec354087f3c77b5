import { once } from "node:events";
import { expect, it } from "vitest";
import { answering, startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { createGate } from "./gate";
import { createProviderHttp, type ProviderHttpOptions } from "./http";

const OPTIONS: Omit<ProviderHttpOptions, "baseUrl"> = {
  ...{ providerLabel: "RunPod", now: Date.now, random: () => 0, sleep: async () => {}, onHeaders: () => {} },
  ...{ onRequest: () => {}, hasRoom: () => true, sharedGate: createGate(32) },
};
const REQUEST = {
  ...{ path: "/pods/a/logs", headers: {}, accept: "text/event-stream", quietMs: 60, readForMs: 5_000 },
  signal: new AbortController().signal,
};

it("reads a log that is followed until it is silent, and then hangs up", async () => {
  let hungUp: Promise<unknown> = Promise.reject(new Error("nobody asked"));
  hungUp.catch(() => {});
  await using server = await startLoopbackServer((incoming, outgoing) => {
    hungUp = once(incoming.socket, "close");
    expect(incoming.headers.accept).toBe("text/event-stream");
    outgoing.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" }).write("data: one\n\n");
  });
  const http = createProviderHttp({ ...OPTIONS, baseUrl: server.origin });
  expect(await http.getStreamed(REQUEST)).toBe("data: one\n\n");
  await hungUp;
});

it("refuses what is no such stream, and reports a refusal as any other call does", async () => {
  const failing = async (listener: ReturnType<typeof answering>) => {
    await using server = await startLoopbackServer(listener);
    return await createProviderHttp({ ...OPTIONS, baseUrl: server.origin })
      .getStreamed(REQUEST)
      .catch((error: unknown) => error);
  };
  expect(await failing(answering(200, { "content-type": "text/html" }, "<html>"))).toMatchObject({
    kind: "bad-response",
    message: expect.stringContaining("GET /pods/a/logs with something other than text/event-stream"),
  });
  expect(await failing(answering(403, {}, ""))).toMatchObject({ kind: "forbidden" });
});

it("times out where no answer begins", async () => {
  await using server = await startLoopbackServer(() => {});
  const http = createProviderHttp({ ...OPTIONS, baseUrl: server.origin, deadlineMs: 60 });
  await expect(http.getStreamed(REQUEST)).rejects.toMatchObject({ kind: "timeout" });
});

it("keeps requests as far apart as the provider wants, the second try of one included", async () => {
  const starts: number[] = [];
  const clock = { now: 0 };
  await using server = await startLoopbackServer((_incoming, outgoing) => {
    starts.push(clock.now);
    outgoing.writeHead(starts.length === 1 ? 503 : 200, { "content-type": "text/event-stream" }).end();
  });
  const sleep = async (durationMs: number) => {
    clock.now += durationMs;
  };
  const pace = { minIntervalMs: 1_000, per: "account" as const };
  const http = createProviderHttp({ ...OPTIONS, baseUrl: server.origin, now: () => clock.now, sleep, pace });
  await Promise.all([http.getStreamed(REQUEST), http.getStreamed({ ...REQUEST, path: "/pods/b/logs" })]);
  expect(starts).toEqual([0, 1_000, 2_000]);
});
