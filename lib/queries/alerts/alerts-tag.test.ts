import { expect, it } from "vitest";
import { ALERTS_HEADER, NO_ALERTS } from "@/lib/contract/fleet-seen";
import { alertsTag, noteAlertsTag, subscribeToAlertsTag } from "./alerts-tag";

it("tells pages only of another set of alerts, and takes an answer that says nothing for no news", () => {
  const told: (string | null)[] = [];
  const unsubscribe = subscribeToAlertsTag(() => told.push(alertsTag()));
  const tags = ["a", "a", null, "b", null, NO_ALERTS, NO_ALERTS];
  for (const tag of tags) noteAlertsTag(new Headers(tag === null ? {} : { [ALERTS_HEADER]: tag }));
  unsubscribe();
  expect(told).toEqual(["a", "b", null]);
});
