import { expect, it } from "vitest";
import { readConfiguration } from "./read-configuration";

function read(environment: Record<string, string>, file?: string) {
  return readConfiguration(environment, [], (path) => {
    if (file === undefined || path !== "clusterdeck.yaml") throw new Error("ENOENT");
    return file;
  });
}

it("counts money in the zone of the variable, then of the file, then of the machine, in IANA's spelling", () => {
  const zone = (environment: Record<string, string>, file?: string) => {
    const result = read(environment, file);
    return result.ok && result.configuration.timeZone;
  };
  expect(zone({}, "timeZone: asia/tokyo")).toBe("Asia/Tokyo");
  expect(zone({ CLUSTERDECK_TIME_ZONE: "asia/calcutta" }, "timeZone: Asia/Tokyo")).toBe("Asia/Calcutta");
  expect(zone({ CLUSTERDECK_TIME_ZONE: "Etc/GMT+5" })).toBe("Etc/GMT+5");
  expect(zone({})).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});

it.each([
  ["a place alone", "Berlin", "must be the name of a time zone, such as Europe/Berlin"],
  ["another name of a place", "Kolkata", "must be the name of a time zone, such as Asia/Kolkata"],
  ["an unknown zone", "Mars", "such as Europe/Berlin or UTC"],
  ["an offset", "UTC+05:00", "such as Etc/GMT-5, or a place"],
  ["half an hour", "+05:30", "such as Europe/Berlin or UTC"],
])("names the variable that is wrong, and what would be right: %s", (_, name, words) => {
  const result = read({ CLUSTERDECK_TIME_ZONE: name });
  expect(result.ok ? [] : result.mistakes).toEqual([
    { where: "CLUSTERDECK_TIME_ZONE", message: expect.stringContaining(words) },
  ]);
});
