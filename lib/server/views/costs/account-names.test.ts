import { expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { madeUpAccount } from "@/lib/testing/made-up-provider/made-up-account";
import { initialSnapshot } from "../../poller/initial-snapshot";
import { accountNames } from "./account-names";
import { costLabels } from "./cost-labels";

const retired = madeUpAccount(() => expect.fail("It is not read."), {
  ...{ id: "old", label: "Research", retired: { at: 0, by: "ada@example.org" } },
});
const provider = { id: "acme", label: "Acme" };
const inFleet = initialSnapshot({ id: "one", label: "One", provider, pollIntervalMs: 15_000 });

it("goes on naming accounts that are retired, and says that they are", () => {
  const names = accountNames([inFleet], [retired]);
  expect([names.accountLabel("one"), names.accountLabel("old"), names.accountLabel("gone")]).toEqual([
    ...["One", "Research (retired)", "gone"],
  ]);
  expect([names.providerLabel("acme"), names.providerLabel(retired.provider.id)]).toEqual([
    ...["Acme", retired.provider.label],
  ]);
  expect([names.isRetired("one"), names.isRetired("old")]).toEqual([false, true]);
});

it("counts nothing of a retired account as running, and expects no reading of it", () => {
  const budgets = [{ match: { account: "old" }, usdMicrosPerMonth: usdMicros(7) }];
  const labels = costLabels(budgets, [inFleet], [retired]);
  expect(labels.labelOf("account", "old")).toBe("Research (retired)");
  expect([labels.isConfigured("old"), labels.isRetired("old")]).toEqual([false, true]);
  expect(labels.accountIds()).toEqual(["one"]);
  expect(labels.budgetOf("account", "old")).toBe(7);
});
