import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { EVERYWHERE } from "@/lib/contract/answer-headers.mjs";
import { runningApplication } from "../http/application";
import { acceptsGzip } from "../http/content-coding";
import { createThrottledLog } from "../throttled-log";

const PREFIX = "/_next/static/";
const READS: ReadonlySet<string | undefined> = new Set(["GET", "HEAD"]);
/** As Next names them. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=UTF-8",
  ".js": "application/javascript; charset=UTF-8",
  ".map": "application/json; charset=UTF-8",
  ".woff2": "font/woff2",
};
const FOR_EVER = "public, max-age=31536000, immutable";
/** Many times the largest file of a build. */
const MAX_BYTES = 16 * 1_024 * 1_024;

const gunzipped = promisify(gunzip);
const noteUnreadable = createThrottledLog("A file of another build could not be read");

/** Answers with a static file that another build has and this one has not. Returns false if there is none: Next knows this build's own. */
export function answerBuildFile(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url = "" } = request;
  if (!READS.has(method) || !url.startsWith(PREFIX)) return false;
  const [address = ""] = url.split("?", 1);
  const read = runningApplication()?.buildFiles?.find(address.slice(PREFIX.length)) ?? null;
  if (read === null) return false;
  const isGzipped = acceptsGzip(request.headers["accept-encoding"]?.toString() ?? null);
  bodyOf(read, isGzipped).then(
    (body) => {
      if (body === null) sendNone(response, 404, "Not Found");
      else sendFile(response, { address, body, isGzipped });
    },
    (error: unknown) => {
      noteUnreadable(error);
      sendNone(response, 503, "This file cannot be read at the moment. Try again in a moment.\n");
    },
  );
  return true;
}

async function bodyOf(read: () => Promise<Buffer | null>, isGzipped: boolean): Promise<Buffer | null> {
  const body = await read();
  return body === null || isGzipped ? body : gunzipped(body, { maxOutputLength: MAX_BYTES });
}

interface Sent {
  address: string;
  body: Buffer;
  isGzipped: boolean;
}

function sendFile(response: ServerResponse, { address, body, isGzipped }: Sent): void {
  response.writeHead(200, {
    ...EVERYWHERE,
    "Content-Type": CONTENT_TYPES[extname(address)] ?? "application/octet-stream",
    "Cache-Control": FOR_EVER,
    Vary: "Accept-Encoding",
    ...(isGzipped && { "Content-Encoding": "gzip" }),
    "Content-Length": body.length,
  });
  response.end(body);
}

function sendNone(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...EVERYWHERE,
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "private, no-store",
  });
  response.end(text);
}
