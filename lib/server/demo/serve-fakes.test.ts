import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { type ServedFake, type ServedFakes, serveFakes } from "./serve-fakes";

let served: ServedFakes | undefined;
afterEach(() => served?.close());

function fakeThat(handle: ServedFake["handle"]): ServedFake {
  return { handle, basePath: "/v1" };
}

async function serve(fakes: Record<string, ServedFake>): Promise<ServedFakes> {
  served = await serveFakes({ fakes, port: 0 });
  return served;
}

describe("serveFakes", () => {
  it("gives each fake its own request: path, query, headers and body, without the mount path", async () => {
    const echo = fakeThat(async (request) => {
      const { pathname, search } = new URL(request.url);
      const body = await request.text();
      return Response.json({ method: request.method, pathname, search, key: request.headers.get("x-api-key"), body });
    });
    const { urlOf } = await serve({ alpha: echo, beta: fakeThat(async () => new Response("beta")) });

    const answer = await fetch(`${urlOf("alpha")}/clusters?page=2`, {
      method: "POST",
      headers: { "x-api-key": "secret" },
      body: "hello",
    });
    expect(await answer.json()).toEqual({
      method: "POST",
      pathname: "/v1/clusters",
      search: "?page=2",
      key: "secret",
      body: "hello",
    });
    expect(await (await fetch(urlOf("beta"))).text()).toBe("beta");
  });

  it("passes on status and headers, and a body that is empty", async () => {
    const { urlOf } = await serve({
      alpha: fakeThat(async () => new Response(null, { status: 429, headers: { "retry-after": "7" } })),
    });
    const answer = await fetch(urlOf("alpha"));
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(await answer.text()).toBe("");
  });

  it("answers 404 for a provider that it does not have, even one named like a property of every object", async () => {
    const { urlOf } = await serve({ alpha: fakeThat(async () => new Response("alpha")) });
    const { origin } = new URL(urlOf("alpha"));
    expect((await fetch(`${origin}/beta/v1`)).status).toBe(404);
    expect((await fetch(`${origin}/constructor/v1`)).status).toBe(404);
    expect(() => urlOf("beta")).toThrow('There is no fake of "beta"');
  });

  it("resets the connection when a fake throws, and keeps serving", async () => {
    let broken = true;
    const { urlOf } = await serve({
      alpha: fakeThat(async () => {
        if (broken) throw new Error("broken");
        return new Response("mended");
      }),
    });
    await expect(fetch(urlOf("alpha"))).rejects.toThrow("fetch failed");
    broken = false;
    expect(await (await fetch(urlOf("alpha"))).text()).toBe("mended");
  });

  it("tells the fake when the caller has gone", async () => {
    const reached = Promise.withResolvers<AbortSignal>();
    const { urlOf } = await serve({
      alpha: fakeThat((request) => {
        reached.resolve(request.signal);
        return new Promise(() => {});
      }),
    });
    const caller = new AbortController();
    const answer = fetch(urlOf("alpha"), { signal: caller.signal });
    const signal = await reached.promise;
    const gone = once(signal, "abort");
    caller.abort();
    await expect(answer).rejects.toThrow("aborted");
    await gone;
    expect(signal.aborted).toBe(true);
  });

  it("closes even if a caller is still waiting", async () => {
    const { urlOf, close } = await serve({ alpha: fakeThat(() => new Promise(() => {})) });
    const answer = fetch(urlOf("alpha")).catch((error: unknown) => error);
    await sleep(50);
    await close();
    expect(await answer).toBeInstanceOf(TypeError);
  });
});
