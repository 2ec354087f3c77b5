import { expect, it } from "vitest";
import { calendarUnitAround } from "@/lib/domain/time/time-window";
import { monthWords } from "./month-words";

it("names a month and its last day in every time zone", () => {
  for (const zone of [...Intl.supportedValuesOf("timeZone"), "Etc/GMT-14", "Etc/GMT+12"]) {
    for (let month = 0; month < 12; month += 1) {
      const { from, to } = calendarUnitAround(Date.UTC(2026, month, 15, 12), "month", zone);
      const words = monthWords({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
      const last = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: zone }).format(to - 1);
      expect(words.lastDay).toBe(last);
      expect(words.month).toBe(`${last.split(" ")[1]} 2026`);
    }
  }
});
