import { describe, expect, it } from "vitest";
import { isForBrowser } from "./is-for-browser";

const PLAIN = {
  defaultPrevented: false,
  button: 0,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  currentTarget: link({}),
};

function link(attributes: Record<string, string>) {
  return { target: attributes.target ?? "", hasAttribute: (name: string) => name in attributes };
}

describe("a click on a link", () => {
  it("changes the page if it is a plain one", () => {
    expect(isForBrowser(PLAIN)).toBe(false);
    expect(isForBrowser({ ...PLAIN, currentTarget: link({ target: "_self" }) })).toBe(false);
  });

  it.each(["metaKey", "ctrlKey", "shiftKey", "altKey"])("is the browser's with the modifier %s", (key) => {
    expect(isForBrowser({ ...PLAIN, [key]: true })).toBe(true);
  });

  it.each([1, 2, 3])("is the browser's with the button %i", (button) => {
    expect(isForBrowser({ ...PLAIN, button })).toBe(true);
  });

  it("is the browser's if the link opens elsewhere or saves a file", () => {
    expect(isForBrowser({ ...PLAIN, currentTarget: link({ target: "_blank" }) })).toBe(true);
    expect(isForBrowser({ ...PLAIN, currentTarget: link({ download: "" }) })).toBe(true);
  });

  it("is left alone if something else has dealt with it", () => {
    expect(isForBrowser({ ...PLAIN, defaultPrevented: true })).toBe(true);
  });
});
