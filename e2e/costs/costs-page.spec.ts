import { type APIRequestContext, expect } from "@playwright/test";
import { isUnpriced } from "@/components/costs/costs-words";
import type { Costs } from "@/lib/contract/costs";
import { usdMicros } from "@/lib/domain/money/cost";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { sharedTest } from "../support/app";

async function readCosts(request: APIRequestContext): Promise<Costs> {
  const answer = await request.get("/api/costs");
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Costs;
}

sharedTest("the costs page shows the figures that the API answers", async ({ page, request }) => {
  await expect.poll(async () => (await readCosts(request)).totalUsdMicros).toBeGreaterThan(1_000_000);
  // Costs rise: a second answer to the page would be another.
  const answered = Promise.withResolvers<Costs>();
  await page.route(
    ({ pathname }) => pathname === "/api/costs",
    async (route) => {
      answered.resolve(await (await route.fetch()).json());
      await route.fulfill({ json: await answered.promise });
    },
  );
  await page.goto("/costs?groupBy=provider");
  const shown = await answered.promise;
  const figures = page.getByRole("main");
  await expect(figures).toContainText(formatAmount(usdMicros(shown.totalUsdMicros)));
  for (const one of shown.series) {
    const row = page.getByRole("row").filter({ hasText: one.label });
    const amount = isUnpriced(one, shown) ? "Not known" : formatAmount(usdMicros(one.totalUsdMicros));
    await expect(row.first()).toContainText(amount);
  }
});
