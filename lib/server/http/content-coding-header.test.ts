import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { CONTENT_CODING_HEADER, restoreContentEncoding } from "./content-coding-header";

/** More than a socket takes at once. */
const BODY = "0123456789".repeat(300_000);

/** What reached the socket when Next had sent the headers, but no part of the body. */
async function answerWith(headers: Record<string, string>, body: Buffer | string) {
  let sentBefore = 0;
  await using server = await startLoopbackServer((_request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.flushHeaders();
    sentBefore = response.socket?.bytesWritten ?? 0;
    response.write(body);
    response.end();
  });
  const answer = await fetch(server.origin);
  return { sentBefore, answer, text: await answer.text() };
}

it("names the coding of a body that is complete, and sends its headers with it", async () => {
  restoreContentEncoding();
  const { sentBefore, answer, text } = await answerWith({ [CONTENT_CODING_HEADER]: "gzip" }, gzipSync(BODY));
  expect(sentBefore).toBe(0);
  expect(answer.headers.get("content-encoding")).toBe("gzip");
  expect(answer.headers.has(CONTENT_CODING_HEADER)).toBe(false);
  expect(text).toBe(BODY);
});

it("lets the headers of any other answer go ahead of its body", async () => {
  restoreContentEncoding();
  const { sentBefore, text } = await answerWith({}, BODY);
  expect(sentBefore).toBeGreaterThan(0);
  expect(text).toBe(BODY);
});
