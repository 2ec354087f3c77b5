import { expect, it } from "vitest";
import { ProviderError } from "../../providers/errors";
import { refusedCreation } from "./creation-problems";

it("rules out a cluster where the provider's answer is what was wrong, as a broken proxy's would be", () => {
  const order = { clusterId: "train-eu" };
  const form = { ifRejected: "Check the region." };
  const problem = refusedCreation(new ProviderError("bad-response", "Acme led elsewhere."), "Acme", order, form);
  expect([problem.status, problem.problem]).toEqual([
    502,
    { code: "bad-response", detail: "Nothing was created. Acme led elsewhere.", mayExist: false },
  ]);
});

it("tells where to look when values are not accepted, in the words of the provider's own form", () => {
  const { problem } = refusedCreation(
    new ProviderError("upstream", "Acme answered 422.", { status: 422 }),
    "Acme",
    { clusterId: "train-eu" },
    { ifRejected: "Check that the region has room." },
  );
  expect(problem.detail).toBe(
    "Acme did not accept these values (422), and nothing was created. Check that the region has room.",
  );
});
