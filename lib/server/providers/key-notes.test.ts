import { expect, it } from "vitest";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { primeIntellect } from "./prime-intellect";
import { settingsOfFake } from "./settings";
import { shadeform } from "./shadeform";
import type { Provider, ProviderFake } from "./spec";
import { together } from "./together";
import { verda } from "./verda";

const START = Date.UTC(2026, 10, 20, 15);

async function notesOf(provider: Provider, handle?: (fake: ProviderFake, request: Request) => Promise<Response>) {
  const fake = provider.createFake({ now: () => START, startedAt: START });
  const answered = handle ? { ...fake, handle: (request: Request) => handle(fake, request) } : fake;
  const parsed = provider.parse(settingsOfFake(provider, fake, `https://fake.test${fake.basePath}`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const client = parsed.connect({ http: httpOverFake(answered, () => START, fake.basePath), now: () => START });
  return client.readKeyNotes?.(new AbortController().signal);
}

it.each([shadeform, together, verda])("a key of $label is named as one that may do everything", async (provider) => {
  expect(await notesOf(provider)).toEqual([expect.stringMatching(/^\w.* has no keys that may only read/)]);
});

it("a key of Prime Intellect is named as an admin's, if it is one", async () => {
  expect(await notesOf(primeIntellect)).toEqual([
    expect.stringMatching(/key of an admin, which may do more than read$/),
  ]);
  const refused = async (fake: ProviderFake, request: Request) =>
    request.url.includes("/admin/") ? Response.json({}, { status: 403 }) : fake.handle(request);
  expect(await notesOf(primeIntellect, refused)).toEqual([]);
});
