import { randomBytes } from "node:crypto";
import type { Attack } from "./attack";
import { crowd, fromAddress } from "./crowd";

const CLIENTS = 300;

export const pictureFlood = flood("guest pictures", (token) => `/api/shared/${token}/preview.png`);
export const loginFlood = flood("/login", () => "/login");
export const unknownLinkFlood = flood("/s/<random>", () => `/s/${randomBytes(24).toString("base64url")}`);

function flood(what: string, path: (token: string) => string): Attack {
  return {
    name: `${CLIENTS} × ${what} at once`,
    run: ({ app, token }, ending) =>
      crowd({
        clients: CLIENTS,
        ending,
        ask: (client) =>
          fetch(app.url + path(token), { headers: fromAddress(client), redirect: "manual", signal: ending }),
      }),
  };
}
