import { expect, it } from "vitest";
import { addressKey } from "./address-key";

it.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:0:7:1:2:3:4", "2001:db8:0:7::/64"],
  ["2001:0DB8::7:1:2:3:4", "2001:db8:0:7::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  [null, "unknown"],
])("counts %s as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});
