import "server-only";
import { z } from "zod/mini";

/** Some may be reached without TLS: which, is decided where they are connected to, by `outbound/guarded-lookup.ts`. */
export const webUrl = z.string().check(
  z.refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, username, password } = new URL(text);
    return (protocol === "https:" || protocol === "http:") && username === "" && password === "";
  }, "must be an address such as https://hooks.example.com/…, without a name or password in it."),
);
