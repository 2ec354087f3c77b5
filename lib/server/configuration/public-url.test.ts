import { expect, it } from "vitest";
import { publicUrl } from "./public-url";

it.each([
  ["https://clusters.example.org", "https://clusters.example.org"],
  ["https://clusters.example.org/", "https://clusters.example.org"],
  ["HTTPS://Clusters.Example.org:443", "https://clusters.example.org"],
  ["https://clusters.example.org:8443", "https://clusters.example.org:8443"],
  ["https://clusters.example.org.", "https://clusters.example.org"],
  ["http://gpu_box:80/", "http://gpu_box"],
  ["http://localhost:3000", "http://localhost:3000"],
  ["http://[::1]:3000", "http://[::1]:3000"],
  ["https://bücher.example", "https://xn--bcher-kva.example"],
])("takes %s as browsers write it", (text, url) => {
  expect(publicUrl.parse(text)).toBe(url);
});

it.each([
  [
    "https://clusters.example.org/deck/",
    "without a path (Clusterdeck needs a host name or a port of its own): write https://clusters.example.org",
  ],
  ["https://clusters.example.org?x=CANARY", "without a query: write https://clusters.example.org"],
  ["https://clusters.example.org/?", "without a query"],
  ["https://clusters.example.org/#", "without anything after a #"],
  [
    "https://user:CANARY@clusters.example.org:8443",
    "without a user and a password: write https://clusters.example.org:8443",
  ],
  ["localhost:3000", "with http:// or https:// before it: write http://localhost:3000"],
  ["clusters.example.org", "write http://clusters.example.org, or https:// if a proxy speaks https"],
  ["http://0.0.0.0:3000", "0.0.0.0 is where a server listens, which HOST says"],
  ["http://[::]:3000", "[::] is where a server listens"],
  ["0.0.0.0:3000", "0.0.0.0 is where a server listens"],
  ["[::]:3000", "[::] is where a server listens"],
  ["https:/clusters.example.org", "must be what people type, such as https://clusters.example.org"],
  ["https//clusters.example.org", "must be what people type, such as https://clusters.example.org"],
  ["ftp://clusters.example.org", "begins with https:// or http://"],
  ["https://https://clusters.example.org", "must be what people type, such as https://clusters.example.org"],
  ["https://*.example.org", "must be what people type"],
  ["https://a.example,https://b.example", "must be what people type"],
  ["https://", "must be what people type"],
  ["http://x:70000", "must be what people type"],
  ["on our intranet", "must be what people type"],
])("refuses %s, and says what would be right", (text, words) => {
  const message = publicUrl.safeParse(text).error?.issues[0]?.message;
  expect(message).toContain(words);
  expect(message).not.toContain("CANARY");
});
