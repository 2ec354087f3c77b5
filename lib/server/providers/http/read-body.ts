import "server-only";

const FIRST_BUFFER_BYTES = 64 * 1024;

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
