import "server-only";
import { clip } from "@/lib/domain/text/scrub";
import type { MessageItem } from "./channel-message";

/** Titles and details of any length arrive; a line that nobody reads to its end helps nobody. */
export const MAX_TITLE = 200;
export const MAX_DETAIL = 400;

/** An alert on one line for its title and one for its detail, neither without end. */
export function clippedItem(item: MessageItem): MessageItem {
  const [title, detail] = [clip(item.title, MAX_TITLE), clip(item.detail, MAX_DETAIL)];
  return { ...item, title, detail, alert: { ...item.alert, title, detail } };
}
