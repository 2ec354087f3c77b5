import { expect, it } from "vitest";
import { pollOf } from "@/lib/testing/example-polls";
import { describeEachStore } from "@/lib/testing/stores";
import { openHistory } from "./open-history";

describeEachStore((newStore) => {
  it("opens an empty store, and the same store again", async () => {
    const store = await newStore();
    const first = await openHistory(store);
    expect(await first.recordPoll(pollOf(1_000_000))).toBe("recorded");
    await first.close();
    const again = await openHistory(store);
    expect(await again.recordPoll(pollOf(1_000_000))).toBe("already-recorded");
    expect(await again.recordPoll(pollOf(1_015_000))).toBe("recorded");
    await again.close();
  });
});
