import { environmentManager, InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it, onTestFinished, vi } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { latestAlertsQuery, pastAlertsQuery } from "./alerts-query";

const ASKED = { state: "resolved", q: "idle" } as const;

/** The history as a page shows it, two pages of which have been read, and what it asks the server for from then on. */
async function watchHistory() {
  vi.useFakeTimers();
  environmentManager.setIsServer(() => false);
  const asked: string[] = [];
  const fetching = vi.spyOn(globalThis, "fetch").mockImplementation(async (path) => {
    asked.push(String(path));
    return Response.json({ alerts: [], before: "older" });
  });
  const client = new QueryClient({ defaultOptions: { queries: { structuralSharing: false } } });
  onTestFinished(() => {
    for (const unsubscribe of subscriptions) unsubscribe();
    client.clear();
    environmentManager.setIsServer(() => typeof window === "undefined");
    fetching.mockRestore();
    vi.useRealTimers();
  });
  const pages = new InfiniteQueryObserver(client, pastAlertsQuery(ASKED));
  const subscriptions = [pages.subscribe(() => {})];
  await vi.advanceTimersByTimeAsync(0);
  await pages.fetchNextPage();
  expect(asked).toHaveLength(2);
  const query = latestAlertsQuery(ASKED, "one");
  client.setQueryData(query.queryKey, { alerts: [], before: "older", tag: "one" });
  const latest = new QueryObserver(client, query);
  subscriptions.push(latest.subscribe(() => {}));
  asked.length = 0;
  return { asked, latest };
}

it("asks again only for the first page, and seldom while nothing may have changed", async () => {
  const { asked } = await watchHistory();
  await vi.advanceTimersByTimeAsync(MINUTE_MS - 1);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual(["/api/alerts?state=resolved&q=idle"]);
});

it("asks for the first page soon once other alerts fire, and no more often than that", async () => {
  const { asked, latest } = await watchHistory();
  latest.setOptions(latestAlertsQuery(ASKED, "two"));
  await vi.advanceTimersByTimeAsync(15_000);
  expect(asked).toEqual(["/api/alerts?state=resolved&q=idle"]);
});
