import { expect, it } from "vitest";
import { createHeldAnswers } from "../workload/held-answers";
import { sendRevision } from "./send-revision";

it.each([
  [200, {}],
  [304, { "If-None-Match": '"1"' }],
])("says with status %i what its headers are to say by then", async (status, known) => {
  let tag = "before";
  const answer = await sendRevision({
    request: new Request("http://deck.test/api/clusters", { headers: known }),
    heldAnswers: createHeldAnswers(Date.now),
    holder: () => ({ key: "ada", maxPerKey: 1 }),
    viewer: null,
    current: async () => {
      tag = "now";
      return {
        etag: '"1"',
        seenHeaders: { "X-Seen": "{}" },
        validUntil: Number.POSITIVE_INFINITY,
        body: async () => new Uint8Array(),
      };
    },
    headers: () => ({ "X-Alerts": tag }),
    admitAgain: async () => null,
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("X-Alerts")).toBe("now");
  expect(answer.headers.get("X-Seen")).toBe("{}");
});
