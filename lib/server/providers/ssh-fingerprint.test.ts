import { expect, it } from "vitest";
import { sshFingerprint } from "./ssh-fingerprint";

const PUBLIC_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMcJeCpwt4uFV+Gf9U9ZuiiIBSdJOIbDNEla0/pecyXW";

it.each(["", " me@laptop", " CANARY a comment of several words\n"])(
  "is what ssh-keygen prints, whatever the comment (%j)",
  (comment) => {
    expect(sshFingerprint(PUBLIC_KEY + comment)).toEqual({
      type: "ssh-ed25519",
      fingerprint: "SHA256:0JCwsz6ZgnYAFOq8fM5uuuUa+tYS8PPoJ/uj9wrE2hE",
    });
  },
);

it.each([
  "",
  "CANARY",
  "ssh-ed25519",
  "ssh-ed25519 not/base64!",
  PUBLIC_KEY.replace("ssh-ed25519", "ssh-rsa"),
  "ssh-ed25519 AAAAAAAAAAAAAAAAAAAAAAAA",
])("is none of %j", (text) => {
  expect(sshFingerprint(text)).toBeNull();
});
