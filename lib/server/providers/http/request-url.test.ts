import { expect, it } from "vitest";
import { ProviderError } from "../errors";
import { requestUrl } from "./request-url";

it.each([
  ["https://api.example.com", "/clusters", "https://api.example.com/clusters"],
  ["https://api.example.com/v1", "/a%2Fb/c:get", "https://api.example.com/v1/a%2Fb/c:get"],
  ["https://API.example.com:443/v1/", "/pods/", "https://api.example.com/v1/pods/"],
])("puts a path below %s", (baseUrl, path, url) => {
  expect(requestUrl("Shadeform", baseUrl, path).href).toBe(url);
});

it("encodes the query and leaves out what is undefined", () => {
  const query = { page: 2, all: true, token: "a&b=c", next: undefined };
  expect(requestUrl("Shadeform", "https://api.example.com", "/c", query).search).toBe(
    "?page=2&all=true&token=a%26b%3Dc",
  );
});

it.each([
  "/clusters/..",
  "/clusters/%2e%2e/keys",
  "/clusters/a?all=true",
  "/clusters/a#b",
  "/clusters/a b",
  "\\clusters",
])("refuses %s, which a URL would read as something else", (path) => {
  expect(() => requestUrl("Shadeform", "https://api.example.com/v1", path)).toThrow(ProviderError);
});

it.each(["@evil.example", ".evil.example", ":8080", "evil"])("refuses %s, which would lengthen the host", (path) => {
  expect(() => requestUrl("Shadeform", "https://api.example.com", path)).toThrow(ProviderError);
});
