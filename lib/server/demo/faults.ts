import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProviderFake } from "@/lib/server/providers/spec";
import { bombBody, deepBody, drippingBody, hugeBody, resettingBody } from "./fault-bodies";

type FaultAnswer = (fake: Pick<ProviderFake, "handle">, request: Request) => Promise<Response> | Response;

/** The wait in both forms of Retry-After. */
export const RETRY_AFTER_SECONDS = 5;

const answers = {
  ok: (fake, request) => fake.handle(request),
  /** The delay of a slow answer, within the deadline of a provider call. */
  slow: async (fake, request) => {
    await sleep(2_000, undefined, { signal: request.signal });
    return fake.handle(request);
  },
  "401": () => problem(401),
  "403": () => problem(403),
  "404": () => problem(404),
  "429-seconds": () => problem(429, { "retry-after": String(RETRY_AFTER_SECONDS) }),
  "429-date": () => problem(429, { "retry-after": new Date(Date.now() + RETRY_AFTER_SECONDS * 1_000).toUTCString() }),
  "500": () => problem(500),
  "502": () => problem(502),
  "503": () => problem(503),
  html: () => new Response("<!doctype html><title>Maintenance</title>", { headers: { "content-type": "text/html" } }),
  /** JSON in a shape that no provider sends. */
  invalid: () => json("42"),
  truncated: async (fake, request) => {
    const whole = await (await fake.handle(request)).text();
    return json(whole.slice(0, whole.length / 2));
  },
  empty: () => json(""),
  huge: () => json(hugeBody()),
  bomb: () => json(bombBody(), { "content-encoding": "gzip" }),
  deep: () => json(deepBody()),
  drip: () => json(drippingBody()),
  /** Never answers; ends when the caller gives up. */
  hang: (_fake, request) =>
    new Promise((_resolve, reject) => request.signal.addEventListener("abort", () => reject(request.signal.reason))),
  reset: () => json(resettingBody()),
} satisfies Record<string, FaultAnswer>;

export type FaultName = keyof typeof answers;

/** What may be wrong with a provider. A redirect keeps the path and leads to the origin it names. */
export type Fault = FaultName | { redirectTo: string };

/** The same fake with a fault that can be switched from request to request. */
export function withFault<Fake extends Pick<ProviderFake, "handle">>(fake: Fake, currentFault: () => Fault): Fake {
  return {
    ...fake,
    handle: async (request) => {
      const fault = currentFault();
      if (typeof fault === "string") return answers[fault](fake, request);
      const { pathname, search } = new URL(request.url);
      return new Response(null, {
        status: 302,
        headers: { location: new URL(pathname + search, fault.redirectTo).href },
      });
    },
  };
}

function json(body: BodyInit, headers: Record<string, string> = {}): Response {
  return new Response(body, { headers: { "content-type": "application/json", ...headers } });
}

function problem(status: number, headers: Record<string, string> = {}): Response {
  return Response.json({ error: `fault ${status}` }, { status, headers });
}
