import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { ZoneField } from "./setup-fields";

it("leaves the time zones that only this machine knows out of what the server writes, which a browser could not match", () => {
  const written = renderToString(createElement(ZoneField, { zone: null, onChange: () => {} }));
  expect(written.match(/(?<=<option[^>]*>)[^<]+/g)).toEqual(["The screen’s own time zone", "UTC"]);
});
