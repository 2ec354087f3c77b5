import { expect, it } from "vitest";
import { slack } from "../../alerts/channels/slack";
import { requireTarget } from "./require-target";

it("refuses a private address at once, beside the field that holds it", async () => {
  const configuration = { webhookRanges: [] };
  await expect(requireTarget({ configuration }, slack, { url: "https://10.0.0.1/x" })).rejects.toMatchObject({
    ...{ status: 400, problem: { fields: { url: expect.stringMatching(/private or reserved/) } } },
  });
  const listed = { webhookRanges: ["10.0.0.0/8"] };
  await expect(requireTarget({ configuration: listed }, slack, { url: "http://10.0.0.1/x" })).resolves.toBeUndefined();
});
