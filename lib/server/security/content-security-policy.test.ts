import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

const strict = { nonce: "bm9uY2U=", frameOrigins: [], isDevelopment: false };

describe("contentSecurityPolicy", () => {
  it("allows no inline script, style or eval", () => {
    expect(contentSecurityPolicy(strict)).not.toMatch(/unsafe|\*|https?:/);
  });

  it("lets only the named origins show a page in a frame, by default none", () => {
    expect(contentSecurityPolicy(strict)).toContain("frame-ancestors 'none'");
    const framed = contentSecurityPolicy({ ...strict, frameOrigins: ["https://a.example", "https://b.example"] });
    expect(framed).toContain("frame-ancestors https://a.example https://b.example");
  });

  it("allows eval in development only", () => {
    expect(contentSecurityPolicy({ ...strict, isDevelopment: true })).toContain("'unsafe-eval'");
  });
});
