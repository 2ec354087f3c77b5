interface LinkClick {
  defaultPrevented: boolean;
  button: number;
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  currentTarget: { target: string; hasAttribute(name: string): boolean };
}

/** Whether a click on a link opens a tab or a window, or saves a file, or is dealt with already. */
export function isForBrowser(click: LinkClick): boolean {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey, currentTarget } = click;
  if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return true;
  return !["", "_self"].includes(currentTarget.target) || currentTarget.hasAttribute("download");
}
