import { expect, it } from "vitest";
import { nearest } from "./nearest";

const NAMES = ["POLL_INTERVAL_MS", "PUBLIC_URL", "AUTH", "DEMO", "DATA_DIR", "ADMIN_PASSWORD", "TRUSTED_PROXIES"];

it.each([
  ["POLL_INTERVAL", "POLL_INTERVAL_MS"],
  ["INTERVAL_MS", "POLL_INTERVAL_MS"],
  ["URL", "PUBLIC_URL"],
  ["publicUrl", "PUBLIC_URL"],
  ["PASSWORD", "ADMIN_PASSWORD"],
  ["TRUSTED_PROXY", "TRUSTED_PROXIES"],
  ["DATADIR", "DATA_DIR"],
])("takes %s for %s", (written, name) => {
  expect(nearest(written, NAMES)).toBe(name);
});

it("finds none among none", () => {
  expect(nearest("AUTH", [])).toBeNull();
});
