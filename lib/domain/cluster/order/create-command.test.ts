import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createCommand } from "./create-command";

/** The arguments that a real shell would pass to curl. */
function argumentsOf(command: string): string[] {
  const script = [`curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }`, "ACME_API_KEY='the key'", command];
  return execFileSync("/bin/sh", ["-c", script.join("\n")], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}

const URL_OF_ORDERS = "https://api.acme.example/v1/accounts/my-team/clusters";
const keyHeader = "Authorization: Bearer ";

it("has curl make the same call as Clusterdeck, with the key from a variable of the shell", () => {
  expect(
    argumentsOf(createCommand({ url: URL_OF_ORDERS, keyHeader, body: { clusterId: "train-eu" } }, "ACME_API_KEY")),
  ).toEqual([
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
        const body = { displayName, inside: { region } };
        const words = argumentsOf(createCommand({ url, keyHeader, body }, "ACME_API_KEY"));
        expect(words[3]).toBe(url);
        expect(JSON.parse(words.at(-1) ?? "")).toEqual(body);
      },
    ),
    { numRuns: 60 },
  );
});
