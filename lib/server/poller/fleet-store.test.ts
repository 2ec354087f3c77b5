import { expect, it } from "vitest";
import type { AccountSnapshot } from "./account-snapshot";
import { createFleetStore } from "./fleet-store";
import { initialSnapshot } from "./initial-snapshot";

const polled = initialSnapshot({
  ...{ id: "one", provider: { id: "acme", label: "Acme" }, label: "Acme", pollIntervalMs: 15_000 },
});

it("adds what is known from elsewhere to every poll, and never twice", () => {
  let remark = "first";
  const join = (snapshot: AccountSnapshot) => ({ ...snapshot, warnings: [...snapshot.warnings, remark] });
  const store = createFleetStore([polled], join);
  expect(store.account("one")?.warnings).toEqual(["first"]);
  store.publish({ ...polled, warnings: ["polled"] });
  expect(store.accounts()[0]?.warnings).toEqual(["polled", "first"]);
  const revision = store.revision();
  remark = "second";
  store.rejoin("one");
  expect(store.account("one")?.warnings).toEqual(["polled", "second"]);
  expect(store.revision()).not.toBe(revision);
});
