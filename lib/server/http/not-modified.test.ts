import { expect, it } from "vitest";
import { startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { shortenNotModified } from "./not-modified";

const ABOUT_THE_BODY = {
  "content-security-policy": "default-src 'none'",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=()",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};
const ABOUT_THE_ANSWER = { etag: '"1"', "cache-control": "private, no-cache", "x-fleet-seen": "{}" };

it.each([
  [304, ABOUT_THE_ANSWER],
  [200, { ...ABOUT_THE_ANSWER, ...ABOUT_THE_BODY }],
])("sends an answer of status %i with just the headers that mean something for it", async (status, expected) => {
  shortenNotModified();
  await using server = await startLoopbackServer((_request, response) => {
    for (const [name, value] of Object.entries({ ...ABOUT_THE_ANSWER, ...ABOUT_THE_BODY }))
      response.setHeader(name, value);
    response.statusCode = status;
    response.end();
  });
  const { headers } = await fetch(server.origin, { headers: { "If-None-Match": '"1"' } });
  const ours = [...headers].filter(([name]) => name in ABOUT_THE_ANSWER || name in ABOUT_THE_BODY);
  expect(Object.fromEntries(ours)).toEqual(expected);
});
