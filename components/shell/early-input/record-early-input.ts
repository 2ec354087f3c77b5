import { SEARCH_ATTRIBUTE } from "../search-attribute";

export interface EarlyInput {
  /** In the order in which it was done. */
  events: (
    | { type: "click"; element: HTMLElement }
    | { type: "fill"; element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement; value: string }
    | { type: "key"; key: string; timeStamp: number }
  )[];
  /** Ends the recording. */
  stop: () => void;
}

declare global {
  interface Window {
    earlyInput?: EarlyInput;
  }
}

/**
 * A script that keeps what somebody does before the page has come alive: clicks on buttons and boxes, whatever is typed or chosen in
 * a field, and keys. `replayEarlyInput` does it again. Links work without us, and `/` is done at once, so that what is typed next is
 * searched for. Written for browsers of ten years ago, as a page in one of them must not end here.
 */
export const recordEarlyInput = `(function () {
  var CLICKED = "button, [role=button], input[type=checkbox], input[type=radio], input[type=submit]";
  var FIELDS = "input, textarea, select, [contenteditable]";
  var events = [];
  function onClick(event) {
    var element = event.target.closest && event.target.closest(CLICKED);
    if (!element) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    events.push({ type: "click", element: element });
  }
  function onInput(event) {
    events.push({ type: "fill", element: event.target, value: event.target.value });
  }
  function onKeyDown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
    if (event.target.matches && event.target.matches(FIELDS)) return;
    event.stopImmediatePropagation();
    var search = document.querySelector("[${SEARCH_ATTRIBUTE}]");
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
    } else events.push({ type: "key", key: event.key, timeStamp: event.timeStamp });
  }
  function stop() {
    removeEventListener("click", onClick, true);
    removeEventListener("input", onInput, true);
    removeEventListener("keydown", onKeyDown, true);
  }
  addEventListener("click", onClick, true);
  addEventListener("input", onInput, true);
  addEventListener("keydown", onKeyDown, true);
  window.earlyInput = { events: events, stop: stop };
})();`;
