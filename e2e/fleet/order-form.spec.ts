import { expect } from "@playwright/test";
import { ORDER_FORM } from "@/lib/testing/made-up-provider/order-form";
import { sharedTest } from "../support/app";

sharedTest("the page draws whatever form a provider's folder declares, and judges by its rules", async ({ page }) => {
  await page.route("**/api/accounts/*/order-form", (route) => route.fulfill({ json: ORDER_FORM }));
  await page.goto("/clusters/new");
  await expect(page.getByText(ORDER_FORM.about)).toBeVisible();
  await expect(page.getByLabel("AWS account id")).toHaveCount(0);
  await page.getByLabel("Machine id").fill("abc-7");
  await page.getByLabel("GPUs").fill("9");
  await page.getByRole("button", { name: "Continue to the summary" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "2 fields need another look" });
  await expect(summary).toContainText("GPUs: Give a whole number from 1 to 8.");
  await summary.getByRole("link", { name: "Size" }).click();
  await expect(page.getByLabel("Size")).toBeFocused();

  await page.getByLabel("Size").selectOption("Large, 640 GB");
  await page.getByLabel("GPUs").fill("4");
  await page.getByRole("button", { name: "Continue to the summary" }).click();
  await expect(page.getByRole("heading", { name: "Is this right?" })).toBeFocused();
  await expect(page.getByText(ORDER_FORM.billing)).toBeVisible();
  await expect(page.getByText("large", { exact: true })).toBeVisible();
});
