import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { connectionDetailsQuery } from "./connection-details-query";
import { logsQuery } from "./logs-query";
import { offersQuery } from "./offers-query";

/** How long our server waits for a provider at most, gates left out: lib/server/providers/http/http.ts. */
const PROVIDER_DEADLINE_MS = 10_000;

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it.each([
  ["connection-details", connectionDetailsQuery("c")],
  ["logs", logsQuery("c", true)],
  ["offers", offersQuery("c")],
] as const)(
  "waits for %s until the server has given up on the provider, so that the server says why",
  async (_, query) => {
    vi.useFakeTimers();
    const asked = vi.spyOn(globalThis, "fetch").mockImplementation(
      (_path, init) =>
        new Promise((_answer, fail) => {
          init?.signal?.addEventListener("abort", () => fail(new Error("given up")));
        }),
    );
    const { queryFn, queryKey } = query;
    const outcome = expect(
      new QueryClient().fetchQuery<unknown>({ queryKey: [...queryKey], queryFn: queryFn as never }),
    ).rejects.toMatchObject({ code: "timeout" });
    await vi.advanceTimersByTimeAsync(2 * PROVIDER_DEADLINE_MS);
    expect(asked.mock.calls.map(([, init]) => init?.signal?.aborted)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(2 * PROVIDER_DEADLINE_MS);
    expect(asked.mock.calls.map(([, init]) => init?.signal?.aborted)).toEqual([true]);
    await outcome;
  },
);
