import { expect, it } from "vitest";
import { exampleTerms, NOW } from "@/lib/testing/example-links";
import { createRateLimit, createTurnLimit } from "../security/rate-limit";
import { GUEST_RULE, UNKNOWN_LINK_RULE } from "../security/take-turn";
import type { StoredLink } from "../sharing/links/stored-link";
import { admitGuest } from "./admit-guest";

const headers = new Headers({ "x-forwarded-for": "203.0.113.9" });

function linkOf(id: string, expiresAt = NOW + 1): StoredLink {
  const life = { createdAt: NOW, revokedAt: null, lastOpenedAt: null, opens: 0, createdBy: "" };
  return { ...exampleTerms({ expiresAt }), ...life, id, aliasKey: id };
}

function guestsOf(links: readonly StoredLink[]) {
  const counting = {
    shareLinks: { findByToken: async (token: string) => links.find(({ id }) => id === token) ?? null },
    guestTurns: createTurnLimit(createRateLimit(GUEST_RULE), Date.now),
    unknownLinkTurns: createTurnLimit(createRateLimit(UNKNOWN_LINK_RULE), Date.now),
  };
  return (token: string) => admitGuest(counting, token, headers, NOW);
}

it("leaves a link its turns at an address from which strangers guess or flood another link", async () => {
  const admit = guestsOf([linkOf("quiet"), linkOf("flooded"), linkOf("over", NOW)]);
  const flood = async (token: (index: number) => string) => {
    for (let index = 0; index < 10_000; index += 1) await admit(token(index));
  };
  await expect(flood((index) => `guess-${index}`)).rejects.toMatchObject({ code: "rate-limited" });
  expect(await admit("quiet")).toMatchObject({ entry: { state: "open" }, linkId: "quiet" });
  expect(await admit("over")).toEqual({ entry: { state: "gone" }, linkId: "over" });
  await expect(flood(() => "flooded")).rejects.toMatchObject({ code: "rate-limited" });
  expect(await admit("quiet")).toMatchObject({ entry: { state: "open" } });
});
