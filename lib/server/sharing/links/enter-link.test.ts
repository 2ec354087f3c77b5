import { expect, it } from "vitest";
import { exampleTerms, NOW } from "@/lib/testing/example-links";
import { SERVER_ITSELF } from "../../workload/hashing";
import { enterLink, PASS_COOKIE } from "./enter-link";
import { hashPassword, isPassword } from "./password";
import type { StoredLink } from "./stored-link";
import { makePass, PASS_LIFE_MS } from "./unlock-pass";

const link: StoredLink = {
  ...exampleTerms({ passwordHash: "salt.hash" }),
  id: "1",
  aliasKey: "key",
  createdBy: "ada@example.com",
  createdAt: NOW,
  revokedAt: null,
  lastOpenedAt: null,
  opens: 0,
};

async function stateWith(pass: string, now = NOW): Promise<string> {
  const headers = new Headers({ Cookie: `theme=dark; ${PASS_COOKIE}=${pass}` });
  return (await enterLink({ findByToken: async () => link }, "token", headers, now)).state;
}

it("stays locked without a pass, and opens with one until the pass expires", async () => {
  expect(await stateWith("")).toBe("locked");
  expect(await stateWith(makePass(link, NOW))).toBe("open");
  expect(await stateWith(makePass(link, NOW), NOW + PASS_LIFE_MS)).toBe("locked");
});

it("accepts no pass of another link, for another password, or with another expiry", async () => {
  const pass = makePass(link, NOW);
  const [until = ""] = pass.split(".");
  const wrong = [
    makePass({ ...link, id: "2" }, NOW),
    makePass({ ...link, aliasKey: "other" }, NOW),
    makePass({ ...link, passwordHash: "salt.other" }, NOW),
    pass.replace(until, String(Number(until) + 1)),
    pass.slice(0, -1),
    until,
    ".",
  ];
  for (const guess of wrong) expect(await stateWith(guess)).toBe("locked");
});

it("recognises a password by its salted hash, and by no other", async () => {
  const hash = await hashPassword("correct horse", SERVER_ITSELF);
  expect(await isPassword("correct horse", hash, SERVER_ITSELF)).toBe(true);
  expect(await isPassword("correct horse ", hash, SERVER_ITSELF)).toBe(false);
  expect(await isPassword("", hash, SERVER_ITSELF)).toBe(false);
  expect(await hashPassword("correct horse", SERVER_ITSELF)).not.toBe(hash);
});
