import { expect, it } from "vitest";
import { ProviderError } from "../../providers/errors";
import { refusedCreation } from "./creation-problems";

it("rules out a cluster where the provider's answer is what was wrong, as a broken proxy's would be", () => {
  const order = { clusterId: "train-eu" };
  const problem = refusedCreation(new ProviderError("bad-response", "Fireworks led elsewhere."), "Fireworks", order);
  expect([problem.status, problem.problem]).toEqual([
    502,
    { code: "bad-response", detail: "Nothing was created. Fireworks led elsewhere.", mayExist: false },
  ]);
});
