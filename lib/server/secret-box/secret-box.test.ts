import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSecretBox } from "./secret-box";
import { parseSecretKey, secretKeyIn } from "./secret-key";

const box = createSecretBox(Buffer.alloc(32, 1));

describe("a sealed secret", () => {
  it("is opened with its key, for its owner, and for nobody else", () => {
    const sealed = box.seal("hooks/ä/🔑", "channel ops");
    expect(box.open(sealed, "channel ops")).toBe("hooks/ä/🔑");
    expect(box.open(sealed, "channel dev")).toBeNull();
    expect(createSecretBox(Buffer.alloc(32, 2)).open(sealed, "channel ops")).toBeNull();
  });

  it("tells nothing, not even whether two are the same", () => {
    const sealed = box.seal("secret", "a");
    expect(sealed).not.toContain("secret");
    expect(box.seal("secret", "a")).not.toBe(sealed);
  });

  it("cannot be opened once it has been touched", () => {
    const sealed = box.seal("secret", "a");
    for (let index = 0; index < sealed.length; index += 1) {
      const touched = `${sealed.slice(0, index)}${sealed[index] === "A" ? "B" : "A"}${sealed.slice(index + 1)}`;
      // The last character has bits that mean nothing.
      if (index < sealed.length - 1) expect(box.open(touched, "a"), touched).toBeNull();
    }
    for (const text of ["", "1", "1.", "2.AAAA", "1.AAAA", "x".repeat(99)]) expect(box.open(text, "a")).toBeNull();
  });
});

it("gives the same secret of the same owner the same digest, with the same key only", () => {
  const digest = box.digest("secret", "a");
  expect(box.digest("secret", "a")).toBe(digest);
  expect(digest).not.toContain("secret");
  const others = [box.digest("secrets", "a"), box.digest("secret", "b")];
  expect([...others, createSecretBox(Buffer.alloc(32, 2)).digest("secret", "a")]).not.toContain(digest);
});

describe("the key", () => {
  it("is read as base64 and as hexadecimal digits, and as nothing else", () => {
    const key = Buffer.alloc(32, 7);
    expect(parseSecretKey(`${key.toString("base64")}\n`)).toEqual(key);
    expect(parseSecretKey(key.toString("hex"))).toEqual(key);
    for (const text of ["", "password", "00", key.toString("hex").slice(2), `${key.toString("base64")}AA`])
      expect(parseSecretKey(text), text).toBeNull();
  });

  it("is made once in the data folder, where only its owner can read it", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "clusterdeck-key-"));
    const key = secretKeyIn(join(dataDir, "data"));
    expect(secretKeyIn(join(dataDir, "data"))).toEqual(key);
    expect(statSync(join(dataDir, "data", "secret-key")).mode & 0o077).toBe(0);
    rmSync(dataDir, { recursive: true });
  });
});
