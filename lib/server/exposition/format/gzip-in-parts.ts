import "server-only";
import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";

const deflate = promisify(deflateRaw);

/** Magic number, deflate (8), no flags, no time, no extra flags, unknown system (RFC 1952). */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** An empty last block, which ends what the parts began. */
const LAST_BLOCK = Buffer.from([0x03, 0x00]);

/** A text that is compressed once, to be sent as a part of several answers. */
export interface GzipPart {
  text: Buffer;
  /** Whole bytes of a deflate stream that goes on. */
  deflated: Buffer;
}

export async function gzipPart(text: string): Promise<GzipPart> {
  const bytes = Buffer.from(text);
  return { text: bytes, deflated: await deflate(bytes, { finishFlush: constants.Z_FULL_FLUSH }) };
}

/** The texts of the parts one after the other, as a single gzip stream: several in a row are not read by every client. */
export function joinGzip(parts: readonly GzipPart[]): Buffer {
  const sum = parts.reduce((checksum, { text }) => crc32(text, checksum), 0);
  const length = parts.reduce((bytes, { text }) => bytes + text.length, 0);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(sum, 0);
  trailer.writeUInt32LE(length % 2 ** 32, 4);
  return Buffer.concat([HEADER, ...parts.map(({ deflated }) => deflated), LAST_BLOCK, trailer]);
}
