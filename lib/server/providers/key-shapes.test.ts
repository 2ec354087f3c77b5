import { expect, it } from "vitest";
import { providerLogLine, providerSentence } from "./provider-text";
import { providers } from "./registry";

it.each([
  ["found tpo_live_9f8e7d6c5b4a and tpo_dev_a1b2c3", "found [secret] and [secret]"],
  ["calls Fireworks with fw_3ZabQ8kLmN now", "calls Fireworks with [secret] now"],
  ["calls Fireworks with fw_QwErTyUiOpAsDfGhJkLz", "calls Fireworks with [secret]"],
  ["Authorization: Bearer tpo_live_9f8e7d6c5b4a", "Authorization: [token]"],
])("takes the keys of every provider of the registry out of what any provider says: %s", (text, expected) => {
  expect(providers.length).toBeGreaterThan(0);
  expect(providerSentence.parse(text)).toBe(expected);
  expect(providerLogLine(`  ${text}`, 100)).toBe(`  ${expected}`);
});

it("leaves names alone that only begin as a key does", () => {
  const text = "fw_time_ms 12 bw_time_ms 31 fw_layer_12 fw_checkpointing on";
  expect(providerSentence.parse(text)).toBe(text);
});
