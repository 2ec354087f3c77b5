import { describe, expect, it } from "vitest";
import { z } from "zod/mini";
import type { Role } from "@/lib/domain/people/role";
import { withRunningApplication } from "@/lib/testing/http/running-application";
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
