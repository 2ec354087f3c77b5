import { expect, it } from "vitest";
import { withWholeBody } from "./whole-body";

const URL_OF_CALL = "https://clusters.example.org/api/setup";

/** A request whose client has sent this part of the body, and then `end`s it or not. */
function slowRequest(begun: string) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  writer.write(new TextEncoder().encode(begun)).catch(() => {});
  const init = { method: "POST", headers: { "x-a": "b" }, body: readable, duplex: "half" } as const;
  return {
    request: new Request(URL_OF_CALL, init),
    end: () => writer.close(),
    cut: () => writer.abort(new Error("reset")),
  };
}

it("waits for the whole body, and passes on the same request", async () => {
  const { request, end } = slowRequest('{"a":1}');
  const whole = withWholeBody(request, { stop: new AbortController().signal });
  await end();
  const { method, url, headers } = await whole;
  expect([method, url, headers.get("x-a")]).toEqual(["POST", URL_OF_CALL, "b"]);
  expect(await (await whole).json()).toEqual({ a: 1 });
});

it("answers 408 to a client that does not send the rest, and ends the connection", async () => {
  const whole = withWholeBody(slowRequest("{").request, { stop: new AbortController().signal, longestMs: 1 });
  await expect(whole).rejects.toMatchObject({ status: 408, headers: { Connection: "close" } });
});

it("answers 503 at once to clients that are still sending when the server stops, and to later ones", async () => {
  const ending = new AbortController();
  const whole = withWholeBody(slowRequest("{").request, { stop: ending.signal });
  ending.abort();
  await expect(whole).rejects.toMatchObject({ status: 503, problem: { code: "stopping" } });
  const late = new Request(URL_OF_CALL, { method: "DELETE" });
  await expect(withWholeBody(late, { stop: ending.signal })).rejects.toMatchObject({ status: 503 });
});

it("does not treat a body that was cut off as a fault of the server", async () => {
  const { request, cut } = slowRequest("{");
  const whole = withWholeBody(request, { stop: new AbortController().signal });
  void cut();
  await expect(whole).rejects.toMatchObject({ status: 400 });
});
