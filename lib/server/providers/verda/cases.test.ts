import { expect, it } from "vitest";
import { readCase } from "@/lib/testing/adapters/answered-case";
import balanceInEuros from "./cases/balance-in-euros.json";
import instanceWithoutAddress from "./cases/instance-without-address.json";
import { verda } from "./index";

const SETTINGS = { clientId: "id-of-a-test" };

it("shows prices in the currency of the balance, and adds up none of them", async () => {
  const { fleet, clusters } = await readCase(verda, balanceInEuros, SETTINGS);
  expect(clusters.map(({ rate }) => [rate.usdMicrosPerHour, rate.foreign])).toEqual([
    [null, { amount: "51.04", currency: "EUR" }],
    [null, { amount: "0.7451239", currency: "EUR" }],
  ]);
  expect(fleet.billing).toMatchObject({
    ...{ balanceUsdMicros: null, foreignBalance: { amount: "115.16", currency: "EUR" } },
  });
});

it("reads an instance that has no address yet, with its price as text", async () => {
  const { fleet, clusters } = await readCase(verda, instanceWithoutAddress, SETTINGS);
  expect(clusters).toMatchObject([
    { status: "provisioning", rate: { usdMicrosPerHour: 745_000 }, connectionDetails: { ssh: [] }, healthReasons: [] },
  ]);
  expect(fleet.warnings).toEqual([]);
});
