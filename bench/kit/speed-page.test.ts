import { expect, it } from "vitest";
import { readResults } from "./results";
import { speedPage } from "./speed-page";

it("is written from the results that are kept, so that no figure in it is anybody's memory", async () => {
  await expect(speedPage(readResults())).toMatchFileSnapshot("../../docs/speed.md");
});
