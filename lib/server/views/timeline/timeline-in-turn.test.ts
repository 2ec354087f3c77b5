import { expect, it } from "vitest";
import { createTurns, HEAVY_RULES, LIGHT_RULES } from "../../workload/turns";
import { readTimelineInTurn } from "./timeline-in-turn";

const ASKED = { clusterId: "shade~a", window: { from: 0, to: 1 }, withNodes: true, now: 1 };
const guest = (key: string) => ({ kind: "guest", key }) as const;

it("reads few timelines at once however many ask, and answers the rest 503 with when to ask again", async () => {
  const turns = { heavy: createTurns(HEAVY_RULES), light: createTurns(LIGHT_RULES) };
  let running = 0;
  let max = 0;
  const readTimeline = async () => {
    running += 1;
    max = Math.max(max, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return null;
  };
  const { signal } = new AbortController();
  const asks = Array.from({ length: 40 }, (_, index) =>
    readTimelineInTurn({ turns }, { readTimeline }, { ...ASKED, asker: guest(String(index)), signal }),
  );
  const answers = await Promise.allSettled(asks);
  expect(max).toBe(LIGHT_RULES.runningGuests);
  const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
  expect(refused).toHaveLength(40 - LIGHT_RULES.runningGuests - LIGHT_RULES.waiting.guest);
  expect(refused[0]).toMatchObject({ code: "busy", retryAfterMs: expect.any(Number) });
});
