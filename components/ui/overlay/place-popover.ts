const GAP_PX = 6;
const MARGIN_PX = 8;
/** How the polyfill marks an open popover. It cannot lift it above the page as browsers do, out of boxes that clip it. */
const POLYFILLED = ":popover-open";

/** Places an open popover below the element it belongs to, or above it if there is no room, always within the window's width. */
export function placePopover(popover: HTMLElement, anchor: Element): void {
  if (popover.classList.contains(POLYFILLED)) popover.style.position = "fixed";
  popover.style.left = "0";
  popover.style.top = "0";
  const around = anchor.getBoundingClientRect();
  const { x, y, width, height } = popover.getBoundingClientRect();
  const windowWidth = document.documentElement.clientWidth;
  const below = around.bottom + GAP_PX;
  const fitsBelow = below + height <= window.innerHeight || around.top < height + GAP_PX;
  const left = Math.max(MARGIN_PX, Math.min(around.left, windowWidth - width - MARGIN_PX));
  const top = fitsBelow ? below : around.top - height - GAP_PX;
  popover.style.left = `${left - x}px`;
  popover.style.top = `${top - y}px`;
}
