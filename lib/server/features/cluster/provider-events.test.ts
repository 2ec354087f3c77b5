import { expect, it } from "vitest";
import { createOnDemandReads } from "../../on-demand/on-demand-reads";
import { providerEvents } from "./provider-events";

it("are none, and no fault, for a cluster that only the history still knows", async () => {
  const application = {
    poller: { store: { accounts: () => [] } },
    onDemandReads: createOnDemandReads({ accounts: new Map() }, Date.now),
  };
  expect(await providerEvents(application, "shadeform~gone-for-a-year")).toEqual({ events: [], problem: null });
});
