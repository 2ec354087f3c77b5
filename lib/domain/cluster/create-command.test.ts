import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createCommand } from "./create-command";
import { createRequestOf, type NewCluster } from "./new-cluster";

/** What curl would be given by a real shell. */
function argumentsOf(command: string): string[] {
  const script = [
    `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }`,
    "FIREWORKS_API_KEY='the key'",
    command,
  ];
  return execFileSync("/bin/sh", ["-c", script.join("\n")], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}

const URL_OF_ORDERS = "https://api.fireworks.ai/v1/accounts/my-team/clusters";
const eksCluster = { awsAccountId: "004815162342", region: "eu-central-1" };

it("gives curl the call that Clusterdeck makes, with the key from a variable of the shell", () => {
  expect(argumentsOf(createCommand({ clusterId: "train-eu", eksCluster }, URL_OF_ORDERS))).toEqual([
    "--request",
    "POST",
    "--url",
    URL_OF_ORDERS,
    "--header",
    "Authorization: Bearer the key",
    "--header",
    "Content-Type: application/json",
    "--data",
    expect.stringContaining('"clusterId": "train-eu"'),
  ]);
});

it("lets no text that somebody types mean anything to a shell", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({
      unit: fc.constantFrom("'", '"', "\\", "$", "`", "(", ")", "!", "\n", ";", "&", "|", " ", "#", "*", "~"),
    }),
    fc.constantFrom("'; touch /tmp/x; '", "$(id)", "`id`", "'\"'\"'", "\\'", "!!"),
  );
  fc.assert(
    fc.property(
      hostile.filter((text) => !text.includes("\0")),
      hostile.filter((text) => !text.includes("\0")),
      hostile.filter((text) => !text.includes("\0")),
      (displayName, region, url) => {
        const cluster: NewCluster = { clusterId: "a", displayName, eksCluster: { ...eksCluster, region } };
        const words = argumentsOf(createCommand(cluster, url));
        expect(words[3]).toBe(url);
        expect(JSON.parse(words.at(-1) ?? "")).toEqual(createRequestOf(cluster));
      },
    ),
    { numRuns: 60 },
  );
});
