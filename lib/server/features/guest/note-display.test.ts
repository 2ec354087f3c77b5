import { expect, it } from "vitest";
import { exampleTerms, NOW } from "@/lib/testing/example-links";
import type { DisplayContact } from "../../sharing/displays/display-contacts";
import type { StoredLink } from "../../sharing/links/stored-link";
import { noteDisplay } from "./note-display";

const display: StoredLink = {
  ...exampleTerms({ kind: "display" }),
  ...{ id: "1", aliasKey: "key", createdBy: "", createdAt: NOW, revokedAt: null, lastOpenedAt: null, opens: 0 },
};

async function notedOf(headers: Record<string, string>, link = display): Promise<DisplayContact[]> {
  const noted: DisplayContact[] = [];
  const contacts = {
    list: async () => new Map<string, DisplayContact>(),
    note: async (_linkId: string, contact: DisplayContact) => void noted.push(contact),
  };
  await noteDisplay({ displays: { contacts } }, link, new Request("http://a", { headers }), NOW);
  return noted;
}

const SCREEN = { "X-Display-Build": "0.1.0-abc", "X-Display-Page": "views=fleet,costs&zone=Europe%2FBerlin" };

it("stores what a screen says, and nothing for a link that is not for a screen, or from a guest's browser", async () => {
  expect(await notedOf(SCREEN)).toEqual([
    { page: "views=fleet,costs&zone=Europe%2FBerlin", build: "0.1.0-abc", at: NOW },
  ]);
  expect(await notedOf(SCREEN, { ...display, kind: "link" })).toEqual([]);
  expect(await notedOf({})).toEqual([]);
});

it("stores no text that could not be a page's settings or a build", async () => {
  for (const page of ["<b>", "a b", "x".repeat(301), "javascript:alert(1)"]) {
    expect(await notedOf({ ...SCREEN, "X-Display-Page": page })).toMatchObject([{ page: "" }]);
  }
  for (const build of ["", "a b", "<b>", "x".repeat(41)]) {
    expect(await notedOf({ ...SCREEN, "X-Display-Build": build })).toEqual([]);
  }
});

it("answers the screen even if nothing can be stored", async () => {
  const contacts = {
    list: async () => new Map<string, DisplayContact>(),
    note: () => Promise.reject(new Error("The store is away.")),
  };
  const request = new Request("http://a", { headers: SCREEN });
  await expect(noteDisplay({ displays: { contacts } }, display, request, NOW)).resolves.toBeUndefined();
});
