import { expect, type Locator, type Page } from "@playwright/test";
import { pauseClock } from "./page-clock";

/** Presses a button that copies, and expects it to say so, as it does for two seconds of the page's clock, which is installed. */
export async function expectCopied(page: Page, button: Locator): Promise<void> {
  // While the clock stands still, nothing that is still loading appears.
  await expect(button).toBeEnabled();
  await pauseClock(page);
  await button.click();
  await expect(button.getByRole("status")).toHaveText("Copied");
  await page.clock.resume();
}
