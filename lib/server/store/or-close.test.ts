import { expect, it } from "vitest";
import { orClose } from "./or-close";

function openable(close: () => Promise<void>) {
  let closed = 0;
  const opened = {
    name: "store",
    close: () => {
      closed += 1;
      return close();
    },
  };
  return { opened, closed: () => closed };
}

it("closes what was opened if nothing can be made of it, and says why it could not, even if it cannot be closed either", async () => {
  const broken = () => Promise.reject(new Error("The alerts cannot be read."));
  for (const close of [
    async () => {},
    () => Promise.reject(new Error("No answer.")),
    () => new Promise<void>(() => {}),
  ]) {
    const { opened, closed } = openable(close);
    await expect(orClose(opened, broken)).rejects.toThrow("The alerts cannot be read.");
    expect(closed()).toBe(1);
  }
});

it("leaves open what something was made of", async () => {
  const { opened, closed } = openable(async () => {});
  expect(await orClose(opened, async ({ name }) => `${name} with alerts`)).toBe("store with alerts");
  expect(closed()).toBe(0);
});
