/**
 * Copies text; `false` if the browser refuses. Pages served over plain http have no clipboard API, so the text is
 * selected in a hidden field instead: inside the open dialog, if there is one, because nothing outside it can take the focus.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const dialogs = document.querySelectorAll("dialog[open]");
  const container = dialogs[dialogs.length - 1] ?? document.body;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.setAttribute("aria-hidden", "true");
  field.style.cssText = "position: fixed; inset: 0 auto auto 0; opacity: 0; pointer-events: none";
  container.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
