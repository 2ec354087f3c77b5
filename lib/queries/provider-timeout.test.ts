import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { connectionDetailsQuery } from "./connection-details-query";
import { logsQuery } from "./logs-query";
import { offersQuery } from "./offers-query";

/** How long our server waits for a provider at most, gates left out: lib/server/providers/http/http.ts. */
const PROVIDER_DEADLINE_MS = 10_000;

afterEach(() => {
  vi.restoreAllMocks();
});

it.each([
  ["connection-details", connectionDetailsQuery("c")],
  ["logs", logsQuery("c", true)],
  ["offers", offersQuery("c")],
] as const)(
  "waits for %s until the server has given up on the provider, so that the server says why",
  async (_, query) => {
    vi.spyOn(globalThis, "fetch").mockImplementation(async () =>
      Response.json({ code: "timeout", detail: "" }, { status: 502 }),
    );
    const timeout = vi.spyOn(globalThis, "setTimeout");
    const { queryFn, queryKey } = query;
    await expect(
      new QueryClient().fetchQuery<unknown>({ queryKey: [...queryKey], queryFn: queryFn as never }),
    ).rejects.toThrow();
    // Its deadline is the first timer that a request starts.
    expect(timeout.mock.calls[0]?.[1]).toBeGreaterThan(2 * PROVIDER_DEADLINE_MS);
  },
);
