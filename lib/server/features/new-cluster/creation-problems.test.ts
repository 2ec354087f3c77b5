import { expect, it } from "vitest";
import { ProviderError } from "../../providers/errors";
import { refusedCreation } from "./creation-problems";

it("rules out a cluster if only the provider's answer was wrong, such as one from a broken proxy", () => {
  const order = { clusterId: "train-eu" };
  const form = { ifRejected: "Check the region." };
  const problem = refusedCreation(new ProviderError("bad-response", "Acme led elsewhere."), "Acme", order, form);
  expect([problem.status, problem.problem]).toEqual([
    502,
    { code: "bad-response", detail: "Nothing was created. Acme led elsewhere.", mayExist: false },
  ]);
});

it("says where to look when values are not accepted, in the words of the provider's own form", () => {
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
