import type { Page } from "@playwright/test";

/** Presses keys one after the other as fast as people do, even where a slow page takes long to note each of them. */
export async function pressInTurn(page: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}
