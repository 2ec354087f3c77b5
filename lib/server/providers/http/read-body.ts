import "server-only";
import type { OutboundResponse } from "../../outbound/outbound";

const FIRST_BUFFER_BYTES = 64 * 1024;
const MAX_REFUSAL_KIB = 64;

/**
 * The body as text, or `null` as soon as it exceeds `maxBytes`; leaving the loop cancels a stream, so no more is ever held.
 * One growing buffer rather than a list of chunks: a body sent byte by byte would make the list far larger than the body.
 */
export async function readBody(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string | null> {
  let buffer = new Uint8Array(Math.min(FIRST_BUFFER_BYTES, maxBytes));
  let size = 0;
  for await (const chunk of body) {
    const neededBytes = size + chunk.byteLength;
    if (neededBytes > maxBytes) return null;
    if (neededBytes > buffer.byteLength) {
      const grown = new Uint8Array(Math.min(maxBytes, Math.max(neededBytes, 2 * buffer.byteLength)));
      grown.set(buffer);
      buffer = grown;
    }
    buffer.set(chunk, size);
    size = neededBytes;
  }
  return new TextDecoder().decode(buffer.subarray(0, size));
}

/** As much of a refusal's body as one needs; empty where it is longer, or breaks off. */
export async function readRefusal({ body }: Pick<OutboundResponse, "body">): Promise<string> {
  if (body === null) return "";
  return (await readBody(body, MAX_REFUSAL_KIB * 1024).catch(() => null)) ?? "";
}

/** Closes the socket of an answer that nobody reads; otherwise it would stay open for as long as the provider likes. */
export async function discardBody({ body }: Pick<OutboundResponse, "body">): Promise<void> {
  await body?.cancel().catch(() => undefined);
}
