import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { HttpProblem } from "../http-problem";
import { guestRevision, namesFormerRevision, namesRevision } from "../sharing/guests/guest-revision";
import { reloadFormerPage } from "./former-page";

const FORMER = '"1a2b3c4d-12-0"';

function answerTo(headers: Record<string, string>): number | null {
  try {
    return reloadFormerPage(new Request("http://localhost:3000/api/clusters", { headers }))?.status ?? null;
  } catch (error) {
    return error instanceof HttpProblem ? error.status : Number.NaN;
  }
}

describe("a page of version 0.1 that is still open after the update", () => {
  it("is told that nothing has changed if it is a wall, and led through the sign-in if it is any other", () => {
    expect(answerTo({ "if-none-match": FORMER, referer: "http://localhost:3000/wall?views=fleet" })).toBe(304);
    expect(answerTo({ "if-none-match": FORMER, referer: "http://localhost:3000/wallpaper" })).toBe(401);
    expect(answerTo({ "if-none-match": `W/${FORMER}`, referer: "http://localhost:3000/" })).toBe(401);
    expect(answerTo({ "if-none-match": FORMER })).toBe(304);
  });

  it("is told from whoever has a tag of today, another one or none", () => {
    for (const tag of ['"1a2b3c4d-12.0"', '"nope"', "*", '"1a2b3c4d-12"', `${FORMER}, "other"`])
      expect(answerTo({ "if-none-match": tag, referer: "http://localhost:3000/" })).toBeNull();
    expect(answerTo({ referer: "http://localhost:3000/" })).toBeNull();
  });
});

it("knows a guest's screen of version 0.1 by the tag that its own link signed", () => {
  const link = { aliasKey: "key" };
  const hash = "x".repeat(16);
  const signature = createHmac("sha256", link.aliasKey).update(`revision\n${hash}`).digest("base64url").slice(0, 16);
  const former = `"${hash}${signature}"`;
  expect([namesFormerRevision(link, former), namesRevision(link, former)]).toEqual([true, false]);
  expect(namesFormerRevision({ aliasKey: "another" }, former)).toBe(false);
  const today = `"${guestRevision(link, "an answer")}"`;
  expect([namesFormerRevision(link, today), namesRevision(link, today)]).toEqual([false, true]);
});
