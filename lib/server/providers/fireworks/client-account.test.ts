import { describe, expect, it } from "vitest";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createFireworksFake } from "./fake/fake";
import { fireworks } from "./index";

const STARTED_AT = Date.UTC(2026, 0, 2);
const signal = new AbortController().signal;

describe("an account that answers with nothing", () => {
  const answers = async (answer: (path: string) => Response, accountId = "acme") => {
    const fake = createFireworksFake({ now: () => STARTED_AT, startedAt: STARTED_AT });
    fake.handle = async (request) => answer(new URL(request.url).pathname);
    const parsed = fireworks.parse({ apiKey: fake.apiKey, accountId });
    if (!parsed.ok) throw new Error("expected the settings to be right");
    return parsed.connect({ http: httpOverFake(fake), now: () => STARTED_AT }).readFleet(signal);
  };
  const notFound = () => Response.json({ code: 5, message: "not found" }, { status: 404 });

  it("is another's where Fireworks does not know it, which is no empty account", async () => {
    const isAccount = (path: string) => path.endsWith("/acme") || path.endsWith("/quotas");
    await expect(answers((path) => (isAccount(path) ? notFound() : Response.json({})))).rejects.toMatchObject({
      kind: "not-found",
      message:
        "Fireworks knows no account acme that belongs to this key. Check the account id in this account's settings.",
    });
    expect(await answers(() => Response.json({}))).toMatchObject({ clusters: [], complete: true });
  });

  it.each([
    [{ error: { message: "suspended: CREDIT_DEPLETED CANARY" } }, {}, "because its credit is used up. Add credit"],
    [{ suspendState: "FAILED_PAYMENTS" }, {}, "because a payment failed"],
    [{}, { suspendState: "MONTHLY_SPEND_LIMIT_EXCEEDED" }, "reached its monthly spend limit"],
    [{ message: "precondition CANARY" }, {}, "and does not say why"],
  ])("or refuses with 412 %j is suspended, with the reason", async (body, own, words) => {
    const error = await answers((path) =>
      path.endsWith("/acme") ? Response.json(own) : Response.json(body, { status: 412 }),
    ).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 412, message: expect.stringContaining(words) });
    expect(String(error)).not.toContain("CANARY");
  });

  it("is suspended where even the account itself is refused so", async () => {
    const error = answers(() => Response.json({ message: "BLOCKED_BY_ABUSE_RULE" }, { status: 412 }));
    await expect(error).rejects.toMatchObject({ message: expect.stringContaining("a rule against abuse") });
  });
});
