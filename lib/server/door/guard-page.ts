import "server-only";
import { randomBytes } from "node:crypto";
import { NextResponse } from "next/server";
import { contentSecurityPolicy } from "./content-security-policy";
import { currentDoor } from "./door";
import { isKnownHost, unknownHostSentence } from "./known-host";

const NONCE_BYTES = 16;
const YEAR_SECONDS = 31_536_000;
const MISDIRECTED_REQUEST = 421;

/** Every page passes here before it is rendered. Who may see it is asked by the page itself. */
export async function guardPage(request: Request): Promise<Response> {
  const door = currentDoor();
  if (door === null) return refuse(503, "Clusterdeck is starting. Try again in a moment.", { Refresh: "5" });
  const host = request.headers.get("host");
  if (!isKnownHost(host, door.publicUrl)) {
    const isHttps = request.headers.get("x-forwarded-proto") === "https";
    return refuse(MISDIRECTED_REQUEST, unknownHostSentence(host, isHttps));
  }
  const policy = contentSecurityPolicy({
    nonce: randomBytes(NONCE_BYTES).toString("base64"),
    frameOrigins: await door.frameOriginsOf(new URL(request.url).pathname),
    isDevelopment: door.isDevelopment,
  });
  // Next finds the nonce in the request's policy and puts it on every script and style that it writes.
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  if (door.publicUrl.protocol === "https:") {
    response.headers.set("Strict-Transport-Security", `max-age=${YEAR_SECONDS}`);
  }
  return response;
}

/** A browser that nobody sits at asks again by itself after as many seconds as `Refresh` says. */
function refuse(status: number, sentence: string, headers: { Refresh?: string } = {}): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...headers },
  });
}
