import { describe, expect, it } from "vitest";
import { z } from "zod/mini";
import type { Role } from "@/lib/domain/people/role";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { withRunningApplication } from "@/lib/testing/http/running-application";
import { countsOf } from "@/lib/testing/prometheus/counts-of";
import { notFound } from "../refusal";
import { storageRefusal } from "../store/storage-refusal";
import { StoreError } from "../store/store-error";
import { defineRoute } from "./define-route";
import { serve } from "./serve";

const REASON = "The disk that holds the database is full, so nothing can be written to it.";
const NO_REASON = "The server cannot look this up at the moment. Try again in a moment.";

withRunningApplication();

async function answerTo(audience: "public" | "guest" | Role, error: Error) {
  const run = async () => {
    throw error;
  };
  const request = new Request("http://localhost:3000/api/some", { headers: { host: "localhost:3000" } });
  const route = defineRoute({ method: "GET", path: "/api/some", audience, summary: "", answer: z.null(), run });
  const answer = await serve(route)(request, { params: Promise.resolve({}) });
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), ...(await answer.json()) };
}

describe.each([
  ["cannot be opened", storageRefusal(REASON)],
  ["fails", new StoreError("full", REASON)],
])("a store that %s", (_, error) => {
  it.each(["public", "viewer", "admin"] as const)("is explained to everybody who asks as %s", async (audience) => {
    expect(await answerTo(audience, error)).toEqual({ status: 503, retryAfter: "10", code: "storage", detail: REASON });
  });

  it("is not explained to guests", async () => {
    expect(await answerTo("guest", error)).toEqual({
      status: 503,
      retryAfter: "10",
      code: "storage",
      detail: NO_REASON,
    });
  });
});

it("counts each answer under its route's template, and how long it took unless it was held back", async () => {
  forgetSingleton("meters");
  const route = defineRoute({
    ...{ method: "GET", path: "/api/shared/{token}", audience: "public", summary: "", answer: z.null() },
    run: () => {
      throw notFound("There is nothing here.");
    },
  });
  const ask = (query: string, headers: Record<string, string> = {}) => {
    const url = `http://localhost:3000/api/shared/CANARY${query}`;
    const request = new Request(url, { headers: { host: "localhost:3000", ...headers } });
    return serve(route)(request, { params: Promise.resolve({ token: "CANARY" }) });
  };
  await ask("");
  await ask("?wait=20");
  await ask("?wait=20", { "if-none-match": '"1"' });
  expect(await countsOf("clusterdeck_http_requests_total")).toEqual([["/api/shared/{token}", "GET", "4xx", 3]]);
  const seconds = await countsOf("clusterdeck_http_request_duration_seconds");
  expect(seconds.at(-1)).toEqual(["/api/shared/{token}", "GET", "4xx", 2]);
  expect(JSON.stringify(seconds)).not.toContain("CANARY");
});
