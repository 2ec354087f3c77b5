import type { EarlyInput } from "./record-early-input";

/** Does again what was done before the page had come alive. To be called once all of it reacts. */
export function replayEarlyInput(): void {
  const early = window.earlyInput;
  if (early === undefined) return;
  delete window.earlyInput;
  early.stop();
  for (const event of early.events) replay(event);
}

function replay(event: EarlyInput["events"][number]): void {
  if (event.type === "click") event.element.click();
  else if (event.type === "fill") fill(event.element, event.value);
  else press(event.key, event.timeStamp);
}

function fill(element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string): void {
  // React remembers what is set on the element itself, and takes it for no change if the same is there afterwards.
  element.value = `${value} `;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, value);
  for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));
}

/** Not where the focus is now: what is typed into a field is not kept as keys. */
function press(key: string, timeStamp: number): void {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  // Two keys belong together only if the second follows soon.
  Object.defineProperty(event, "timeStamp", { value: timeStamp });
  document.body.dispatchEvent(event);
}
