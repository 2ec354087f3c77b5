import { expect, it } from "vitest";
import { z } from "zod/mini";
import { startLoopbackServer } from "@/lib/testing/loopback-server";
import { requestJson } from "./request";

const today = z.object({ accounts: z.array(z.string()) });

it("tells an answer that another build sent apart from one that is not the server's, and asks no browser's cache", async () => {
  const asked: (string | undefined)[] = [];
  let sent = { build: "one", body: '{"accounts":[]}' };
  await using server = await startLoopbackServer((request, response) => {
    asked.push(request.headers["cache-control"]);
    response.writeHead(200, { "X-Server-Build": sent.build }).end(sent.body);
  });
  const ask = (build: string, body: string) => {
    sent = { build, body };
    return requestJson(`${server.origin}/api/clusters`, today);
  };
  expect(await ask("one", '{"accounts":[]}')).toEqual({ accounts: [] });
  await expect(ask("one", "{}")).rejects.toMatchObject({
    code: "bad-response",
    detail: "The answer did not come from a Clusterdeck server (HTTP 200).",
  });
  await expect(ask("two", '{"renamed":[]}')).rejects.toMatchObject({
    code: "bad-response",
    detail: "Clusterdeck was updated while this page was open. Reload the page to go on.",
  });
  expect(await ask("one", '{"accounts":["a"]}')).toEqual({ accounts: ["a"] });
  expect(new Set(asked)).toEqual(new Set(["no-cache"]));
});
