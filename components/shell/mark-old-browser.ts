/**
 * A script that marks the page in a browser below the floor, written for browsers of ten years ago. The content policy forbids to
 * try syntax, so what came with it stands for it: `@layer` for Chrome 99, lookbehind in patterns for Safari 16.4.
 */
export const markOldBrowser = `(function () {
  function isOld() {
    try {
      return !window.CSSLayerBlockRule || !Array.prototype.findLast || !window.structuredClone ||
        !window.HTMLDialogElement || !HTMLDialogElement.prototype.showModal || !new RegExp("(?<=a)b").test("ab");
    } catch (error) {
      return true;
    }
  }
  if (isOld()) document.documentElement.setAttribute("data-too-old", "");
})();`;
