import { expect, it } from "vitest";
import { startLoopbackServer, startTlsServer } from "@/lib/testing/http/loopback-server";
import { ForbiddenAddress } from "./guarded-lookup";
import { createGuardedOutbound } from "./guarded-outbound";

const REQUEST = { method: "POST", headers: {}, redirect: "manual" as const, signal: new AbortController().signal };
const RANGES = { rangesVariable: "CLUSTERDECK_WEBHOOK_RANGES" };
const ALLOWED = { ...RANGES, isForbidden: () => false, isListed: () => true };

async function refusalOf(sending: Promise<unknown>): Promise<string> {
  const error: unknown = await sending.catch((reason: unknown) => reason);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof ForbiddenAddress ? cause.message : `not refused: ${String(cause)}`;
}

it("connects to no forbidden address, whether it is written as a number or as a name", async () => {
  let asked = 0;
  await using server = await startLoopbackServer((_request, response) => {
    asked += 1;
    response.end();
  });
  const guarded = createGuardedOutbound({ ...RANGES, isForbidden: () => true, isListed: () => true });
  const { port } = new URL(server.origin);
  for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"]) {
    const said = await refusalOf(guarded.send(new URL(`http://${host}:${port}/S3cret`), REQUEST));
    expect(said, host).toBe("It leads to a private or reserved address. CLUSTERDECK_WEBHOOK_RANGES does not list it.");
  }
  expect(asked).toBe(0);
});

it("sends without TLS only to addresses that are listed", async () => {
  await using server = await startLoopbackServer((_request, response) => response.end("ok"));
  const unlisted = createGuardedOutbound({ ...RANGES, isForbidden: () => false, isListed: () => false });
  for (const url of [server.origin, server.origin.replace("127.0.0.1", "localhost")])
    expect(await refusalOf(unlisted.send(new URL(url), REQUEST))).toMatch(/^It must begin with https:\/\/\./);
  expect((await createGuardedOutbound(ALLOWED).send(new URL(server.origin), REQUEST)).status).toBe(200);
});

it("trusts no certificate that nobody vouches for", async () => {
  await using server = await startTlsServer((_request, response) => response.end("ok"));
  const error: unknown = await createGuardedOutbound(ALLOWED)
    .send(new URL(server.origin), REQUEST)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TypeError);
});

it("follows no redirect", async () => {
  await using server = await startLoopbackServer((_request, response) =>
    response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
  );
  expect((await createGuardedOutbound(ALLOWED).send(new URL(server.origin), REQUEST)).status).toBe(302);
});
