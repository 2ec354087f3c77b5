import { expect, it } from "vitest";
import { providers } from "../providers/registry";
import { readConfiguration } from "./read-configuration";

const FILE = `timeZone: UTC
connections:
  - provider: shadeform
    apiKey: one
rates:
  - match: { provider: fireworks, connection: fireworks }
    usdPerHour: 98.32
budgets:
  - usdPerMonth: 25000
    match:
      connection: shadeform
`;

it("refuses a file that calls accounts connections, with the line of each and the word to write instead", () => {
  const result = readConfiguration({}, providers, () => FILE);
  expect(result.ok ? [] : result.mistakes.map(({ where, message }) => `${where}: ${message}`)).toEqual([
    "clusterdeck.yaml:6: connection is now called account: write account instead, and leave its contents as they are",
    "clusterdeck.yaml:11: connection is now called account: write account instead, and leave its contents as they are",
    "clusterdeck.yaml:2: connections is now called accounts: write accounts instead, and leave its contents as they are",
  ]);
});
