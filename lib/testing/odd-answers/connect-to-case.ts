import { readFileSync } from "node:fs";
import { z } from "zod";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Provider, ProviderClient, ProviderFake } from "@/lib/server/providers/spec";
import { httpOverFake } from "../http-over-fake";

const caseSchema = z.object({
  provider: z.string(),
  want: z.string(),
  answers: z.record(z.string(), z.looseObject({ $status: z.number().default(200) })),
});

export const CASE_NOW: EpochMs = Date.UTC(2026, 8, 20, 12);

/** For tests: a client whose provider gives the answers of `lib/testing/odd-answers/cases/{name}.json`, and to anything else says 404. */
export function connectToCase(provider: Provider, name: string): ProviderClient {
  const { answers } = caseSchema.parse(
    JSON.parse(readFileSync(new URL(`./cases/${name}.json`, import.meta.url), "utf8")),
  );
  const created = provider.createFake({ now: () => CASE_NOW, startedAt: CASE_NOW });
  const fake: ProviderFake = {
    ...created,
    handle: async (request) => {
      const { $status, ...body } = answers[`${request.method} ${new URL(request.url).pathname}`] ?? { $status: 404 };
      return Response.json(body, { status: $status });
    },
  };
  const parsed = provider.parse({
    ...fake.settings,
    apiKey: fake.apiKey,
    baseUrl: `https://fake.test${fake.basePath}`,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.connect({ http: httpOverFake(fake, () => CASE_NOW, fake.basePath), now: () => CASE_NOW });
}
