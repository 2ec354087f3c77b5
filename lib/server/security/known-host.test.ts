import { describe, expect, it } from "vitest";
import { isKnownHost, unknownHostSentence } from "./known-host";

const publicUrl = new URL("https://clusters.example.org");

describe("isKnownHost", () => {
  it.each([
    "clusters.example.org",
    "CLUSTERS.example.org:443",
    "clusters.example.org.",
    "localhost:3000",
    "127.0.0.1:8080",
    "127.8.9.1",
    "[::1]:3000",
  ])("knows %s", (host) => {
    expect(isKnownHost(host, publicUrl)).toBe(true);
  });

  it.each([
    null,
    "",
    "evil.example.net",
    "clusters.example.org.evil.example.net",
    "evil.clusters.example.org",
    "127.0.0.1.evil.example.net",
    "localhost.evil.example.net",
    "192.168.1.5:3000",
    "localhost@evil.example.net",
    "evil.example.net/localhost",
    "evil.example.net#@localhost",
    "clusters.example.org:99999999",
    "[::1]evil.example.net",
    "a b",
  ])("does not know %s", (host) => {
    expect(isKnownHost(host, publicUrl)).toBe(false);
  });

  it("compares international names in the spelling of the wire", () => {
    expect(isKnownHost("xn--bcher-kva.example", new URL("https://bücher.example"))).toBe(true);
  });
});

describe("unknownHostSentence", () => {
  it("names the setting, with the address that was typed", () => {
    const sentence = "start it with CLUSTERDECK_PUBLIC_URL=https://gpu.example.net:8443";
    expect(unknownHostSentence("GPU.example.net:8443", true)).toContain(sentence);
    expect(unknownHostSentence("192.168.1.5:3000", false)).toContain("CLUSTERDECK_PUBLIC_URL=http://192.168.1.5:3000");
  });

  it("names a proxy's setting, since the name may be the proxy's own for this server", () => {
    expect(unknownHostSentence("clusterdeck:3000", false)).toContain("nginx: proxy_set_header Host $http_host");
  });

  it("repeats nothing that is not a host", () => {
    expect(unknownHostSentence("<script>alert(1)</script>", false)).not.toContain("script");
    expect(unknownHostSentence(null, false)).not.toContain("null");
  });
});
