import { expect, it } from "vitest";
import { isException, parseExceptions } from "./proxy-exceptions";

function excepts(noProxy: string, ...urls: string[]): boolean[] {
  const { exceptions } = parseExceptions(noProxy);
  return urls.map((url) => isException(exceptions, new URL(url)));
}

it.each<[string, string[], string[]]>([
  [
    "example.org",
    ["https://example.org", "https://EXAMPLE.org.", "https://api.example.org"],
    ["https://anexample.org"],
  ],
  [".example.org", ["https://example.org", "https://api.example.org"], ["https://example.org.evil.test"]],
  ["*.example.org", ["https://api.example.org"], ["https://example.org"]],
  ["Example.org:8443", ["https://api.example.org:8443"], ["https://example.org"]],
  ["example.org:443", ["https://example.org"], ["http://example.org"]],
  ["*", ["https://example.org", "http://[2001:db8::1]"], []],
  ["a.test, b.test c.test", ["https://a.test", "https://b.test", "https://c.test"], ["https://d.test"]],
  ["192.0.2.7", ["https://192.0.2.7"], ["https://192.0.2.70", "https://192.0.2.7.test"]],
  ["10.0.0.0/8", ["https://10.9.8.7"], ["https://11.0.0.1", "https://ten.test"]],
  ["10.0.0.1-10.0.0.9", ["https://10.0.0.5"], ["https://10.0.0.10"]],
  ["2001:db8::/32", ["https://[2001:db8::7]"], ["https://[2001:db9::7]"]],
  ["2001:0DB8:0::1", ["https://[2001:db8::1]"], ["https://[2001:db8::2]"]],
  ["[2001:db8::1]:8443", ["https://[2001:db8::1]:8443"], ["https://[2001:db8::1]"]],
  ["", [], ["https://example.org"]],
])("goes directly, by NO_PROXY=%s, to what it names and to nothing else", (noProxy, direct, proxied) => {
  expect(excepts(noProxy, ...direct)).toEqual(direct.map(() => true));
  expect(excepts(noProxy, ...proxied)).toEqual(proxied.map(() => false));
});

it("names entries that mean nothing", () => {
  const text = "http://a.test,10.0.0.0/33,a*b.test,10.0.0.1-::1,ok.test";
  expect(parseExceptions(text).unknown).toEqual(["http://a.test", "10.0.0.0/33", "a*b.test", "10.0.0.1-::1"]);
});
