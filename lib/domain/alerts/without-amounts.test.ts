import fc from "fast-check";
import { expect, it } from "vitest";
import { formatAmount, formatRate, formatUsdPerDay } from "@/lib/domain/money/format-usd";
import { usdMicros, usdMicrosPerHour } from "../money/cost";
import { withoutAmounts } from "./without-amounts";

it("leaves out what something costs, however that is written, and nothing else", () => {
  for (const [text, rest] of [
    ["gpu-3: ssh has not answered for 7 min, $7,777.00 so far", "gpu-3: ssh has not answered for 7 min"],
    ["6 of 8 nodes, 2.5 h, Xid 79 (404)", "6 of 8 nodes, 2.5 h, Xid 79 (404)"],
    ["Billed at US$ 7.77/GPU/h since 12:00", "Billed at since 12:00"],
    ["Billed USD 7.77 per hour", "Billed"],
    ["Owes 7777.00 USD, 7 days", "Owes, 7 days"],
    ["Owes -$7.5k and €7", "Owes and"],
    ["Costs 77 cents an hour or 7 dollars a day.", "Costs or."],
    ["Xid 79 $7.77 so far, Xid 79 USD 7.77", "Xid 79, Xid 79"],
    ["8 × H100 since 7 May", "8 × H100 since 7 May"],
  ])
    expect(withoutAmounts(text ?? "")).toBe(rest);
});

it("leaves out every amount and rate that Clusterdeck writes itself", () => {
  const amounts = fc.integer({ min: 0, max: 10 ** 13 });
  fc.assert(
    fc.property(amounts, (amount) => {
      const written = [
        ...[formatAmount(usdMicros(amount)), formatRate(usdMicrosPerHour(amount))],
        formatUsdPerDay(usdMicrosPerHour(amount)),
      ];
      for (const text of written) expect(withoutAmounts(`train: ${text} left`)).toBe("train: left");
    }),
  );
});
