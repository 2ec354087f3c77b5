import { request as rawRequest } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type Fault, RETRY_AFTER_SECONDS, withFault } from "./faults";
import { type ServedFake, type ServedFakes, serveFakes } from "./serve-fakes";

const healthy: ServedFake = {
  handle: async () => Response.json({ clusters: ["one", "two"] }),
  basePath: "",
};

let served: ServedFakes | undefined;
afterEach(() => served?.close());

/** The URL of a fake with this fault, served over HTTP. */
async function urlWith(fault: Fault): Promise<string> {
  served = await serveFakes({ fakes: { alpha: withFault(healthy, () => fault) }, port: 0 });
  return `${served.urlOf("alpha")}/clusters?page=2`;
}

describe("withFault", () => {
  it("answers as the fake does when nothing is wrong", async () => {
    expect(await (await fetch(await urlWith("ok"))).json()).toEqual({ clusters: ["one", "two"] });
  });

  it("follows the switch from one request to the next", async () => {
    let fault: Fault = "500";
    const fake = withFault(healthy, () => fault);
    expect((await fake.handle(new Request("http://fake.test/"))).status).toBe(500);
    fault = "ok";
    expect((await fake.handle(new Request("http://fake.test/"))).status).toBe(200);
  });

  it.each(["401", "403", "404", "500", "502", "503"] as const)("answers HTTP %s", async (fault) => {
    expect((await fetch(await urlWith(fault))).status).toBe(Number(fault));
  });

  it("answers 429 with the wait in seconds", async () => {
    const answer = await fetch(await urlWith("429-seconds"));
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe(String(RETRY_AFTER_SECONDS));
  });

  it("answers 429 with the wait as a future date", async () => {
    const answer = await fetch(await urlWith("429-date"));
    expect(answer.status).toBe(429);
    const retryAt = Date.parse(answer.headers.get("retry-after") ?? "");
    expect(retryAt).toBeGreaterThan(Date.parse(answer.headers.get("date") ?? ""));
  });

  it.each([
    ["html", /^<!doctype html>/],
    ["invalid", /^42$/],
    ["truncated", /^\{"clusters":\[$/],
    ["empty", /^$/],
    ["deep", /^\[{100000}\]{100000}$/],
  ] as const)("answers 200 with a body that is %s", async (fault, body) => {
    const answer = await fetch(await urlWith(fault));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(body);
  });

  it("sends 50 MB of valid JSON", async () => {
    const text = await (await fetch(await urlWith("huge"))).text();
    expect(text.length).toBeGreaterThan(50_000_000);
    expect(() => JSON.parse(text)).not.toThrow();
  });

  it("sends a compression bomb: small on the wire, 50 MB unpacked", async () => {
    const url = await urlWith("bomb");
    const packed = await new Promise<Buffer>((resolve, reject) => {
      rawRequest(url, (answer) => {
        expect(answer.headers["content-encoding"]).toBe("gzip");
        resolve(buffer(answer));
      })
        .once("error", reject)
        .end();
    });
    expect(packed.length).toBeLessThan(200_000);
    expect(gunzipSync(packed).length).toBeGreaterThan(50_000_000);
  });

  it("drips byte by byte", async () => {
    const caller = new AbortController();
    const answer = await fetch(await urlWith("drip"), { signal: caller.signal });
    const first = await answer.body?.getReader().read();
    expect(first?.value?.length).toBe(1);
    caller.abort();
  });

  it("hangs until the caller gives up", async () => {
    const signal = AbortSignal.timeout(200);
    await expect(fetch(await urlWith("hang"), { signal })).rejects.toThrow("timeout");
  });

  it("answers in full when slow, but not at once", async () => {
    const url = await urlWith("slow");
    await expect(fetch(url, { signal: AbortSignal.timeout(200) })).rejects.toThrow("timeout");
    expect(await (await fetch(url)).json()).toEqual({ clusters: ["one", "two"] });
  });

  it("resets the connection without an answer", async () => {
    const error = await fetch(await urlWith("reset")).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ cause: { code: "ECONNRESET" } });
  });

  it("redirects to the origin it is given, keeping path and query", async () => {
    const answer = await fetch(await urlWith({ redirectTo: "http://127.0.0.1:9" }), { redirect: "manual" });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe("http://127.0.0.1:9/clusters?page=2");
  });
});
