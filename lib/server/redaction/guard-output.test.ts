import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { newToken } from "../sharing/links/token";
import { guardOutput } from "./guard-output";
import { registerSecret } from "./secrets";

it("prints no registered secret and no token of a share link, whoever prints", async () => {
  const [token, key] = [newToken(), "sk-0123456789"];
  registerSecret(key);
  const stream = new PassThrough();
  guardOutput(stream);
  stream.write(`Request body exceeded 64KB for /s/${token}. `);
  stream.write(`GET /api/shared/${token}/clusters?x=1 with ${key}\n`, "utf8");
  stream.end();
  expect(await text(stream)).toBe(
    "Request body exceeded 64KB for /s/[token]. GET /api/shared/[token]/clusters?x=1 with [secret]\n",
  );
});
