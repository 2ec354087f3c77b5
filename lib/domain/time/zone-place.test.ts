import { expect, it } from "vitest";
import { zonePlace } from "./zone-place";

it.each([
  ["Europe/Berlin", "Berlin"],
  ["America/Argentina/Buenos_Aires", "Buenos Aires"],
  ["UTC", "UTC"],
  ["Etc/UTC", "UTC"],
  ["Etc/GMT-14", "UTC+14"],
  ["Etc/GMT+5", "UTC-5"],
])("calls %s %s", (zone, place) => {
  expect(zonePlace(zone)).toBe(place);
});
