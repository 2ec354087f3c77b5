import { expect, it } from "vitest";
import { z } from "zod";
import { createGate } from "./gate";
import { createProviderHttp } from "./http";
import type { Refusal } from "./status-error";

function refuse(body: string, explainRefusal?: (status: number, text: string) => Refusal | null) {
  const http = createProviderHttp({
    ...{ providerLabel: "Acme", baseUrl: "https://acme.test", now: () => 0, random: () => 0, sleep: async () => {} },
    ...{ onRequest: () => {}, hasRoom: () => true, onHeaders: () => {}, sharedGate: createGate(1) },
    outbound: { send: async () => new Response(body, { status: 412 }), proxyNameFor: () => null },
  });
  const request = { path: "/v1", headers: {}, schema: z.unknown(), signal: new AbortController().signal };
  return http.getJson({ ...request, ...(explainRefusal && { explainRefusal }) }).catch((error: unknown) => error);
}

it("lets an adapter say what a refusal's body means, in words of its own", async () => {
  const explain = (status: number, text: string) => (text.includes("DEPLETED") ? `No credit (${status}).` : null);
  expect(await refuse('{"reason":"DEPLETED"}', explain)).toMatchObject({
    ...{ kind: "upstream", status: 412, message: "No credit (412)." },
  });
  expect(await refuse("CANARY", explain)).toMatchObject({
    message: expect.stringMatching(/^Acme .* may be suspended/),
  });
  expect(String(await refuse("CANARY"))).not.toContain("CANARY");
});

it("lets an adapter say that a refusal is of another kind than its status says", async () => {
  const error = await refuse("", () => ({ kind: "auth", sentence: "No such key." }));
  expect(error).toMatchObject({ kind: "auth", status: 412, message: "No such key." });
});

it("reads of a refusal no more than one needs", async () => {
  let read: string | null = null;
  await refuse("x".repeat(65 * 1_024), (_, text) => {
    read = text;
    return null;
  });
  expect(read).toBe("");
});
