import { expect, it } from "vitest";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import { deliveriesWords } from "./delivery-words";
import { alertsOf, causesOf, waitingOf } from "./open-alerts";

function alert(id: string, heldBy: string | null = null): ToldAlert {
  return {
    id,
    rule: "cluster-down",
    severity: "critical",
    state: "firing",
    subject: { kind: "cluster", id, label: id, accountId: "prime", clusterId: id, nodeId: null },
    ...{ title: `${id} down`, detail: "", pendingSince: "2026-11-20T15:00:00.000Z", firingSince: null },
    ...{ resolvedAt: null, usdMicrosSoFar: null, holds: 0, heldBy, silencedBy: null, deliveries: [] },
  };
}

it("shows what a cause holds back with that cause, and apart only what nothing holds back", () => {
  const firing = [alert("account"), alert("other")];
  const pending = [alert("a", "account"), alert("b", "account"), alert("c"), alert("d", "gone")];
  const ids = causesOf(firing, pending).map(({ alert, held }) => [alert.id, held.map(({ id }) => id)]);
  expect(ids).toEqual([
    ["account", ["a", "b"]],
    ["other", []],
  ]);
  expect(waitingOf(pending).map(({ id }) => id)).toEqual(["c"]);
});

it("does not take what has not been read for nothing", () => {
  expect(alertsOf(undefined)).toBeNull();
  expect(alertsOf({ pages: [{ alerts: [] }], pageParams: [] })).toEqual([]);
});

it("says first of messages what did not arrive", () => {
  const of = (...states: ("delivered" | "waiting" | "failed")[]) => deliveriesWords(states.map((state) => ({ state })));
  expect(of()).toBe("No message");
  expect(of("delivered")).toBe("1 message sent");
  expect(of("delivered", "waiting")).toBe("1 of 2 messages waiting");
  expect(of("failed", "waiting", "delivered")).toBe("1 of 3 messages failed, 1 waiting");
});
