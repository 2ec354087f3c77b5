import { expect, it } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { ProviderError } from "./errors";
import { createPermission } from "./permission";

it.each(["auth", "forbidden", "not-found"] as const)("asks a key that is refused (%s) once an hour", async (kind) => {
  let at = 0;
  let asked = 0;
  const permission = createPermission(() => at);
  const ask = () =>
    permission.ask(async () => {
      asked += 1;
      if (asked === 1) throw new ProviderError(kind, "This key may not.");
      return "answer";
    });
  expect([await ask(), await ask(), permission.isRefused()]).toEqual([null, null, true]);
  at = HOUR_MS - 1;
  expect([await ask(), asked]).toEqual([null, 1]);
  at = HOUR_MS;
  expect([await ask(), asked, permission.isRefused()]).toEqual(["answer", 2, false]);
});

it("lets other failures through, and asks again at once", async () => {
  const permission = createPermission(() => 0);
  const fail = () => permission.ask(() => Promise.reject(new ProviderError("upstream", "It is down.")));
  await expect(fail()).rejects.toThrow("It is down.");
  expect(permission.isRefused()).toBe(false);
  expect(await permission.ask(async () => "answer")).toBe("answer");
});
