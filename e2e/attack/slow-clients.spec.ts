import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { expect } from "@playwright/test";
import { test } from "../support/app";
import type { AppProcess } from "../support/app-process";

/** A client that sends this much and no more. */
function beginRequest(app: AppProcess, lines: readonly string[]) {
  const { hostname, port, host } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    answer += chunk;
  });
  // A server that has had enough may reset the connection.
  socket.on("error", () => {});
  socket.write([...lines, `Host: ${host}`, `Origin: ${app.url}`, ""].join("\r\n"));
  return { socket, answer: () => answer };
}

const promise = (path: string) => [`POST ${path} HTTP/1.1`, "Content-Length: 10", "Content-Type: application/json"];

/** With the empty line that ends its headers, but without the body that they promise. */
function beginPost(app: AppProcess, path: string) {
  const begun = beginRequest(app, promise(path));
  begun.socket.write("\r\n");
  return begun;
}

async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await once(socket, "close");
}

test("a client that sends only part of a request keeps no connection, and nobody waits for it", async ({
  app,
  request,
}) => {
  const slow = [
    ...["/api/share-links", "/api/auth/sign-in/email", "/api/pairings/collect", "/api/nothing"].map((path) =>
      beginPost(app, path),
    ),
    beginPost(app, "/login"),
    beginRequest(app, ["GET / HTTP/1.1"]),
    beginRequest(app, []),
  ];
  expect((await request.get("/api/clusters")).status()).toBe(200);
  await Promise.all(slow.map(({ socket }) => closed(socket)));
  expect(slow[0]?.answer()).toContain("408");
  expect(slow[0]?.answer()).toContain("did not arrive in time");
  expect(slow[1]?.answer()).toContain("408");
  expect(app.output()).not.toContain("a fault in Clusterdeck");
});

test("a request whose body never arrives does not keep the server from ending cleanly", async ({ app, request }) => {
  const slow = ["/api/share-links", "/api/setup", "/api/nothing", "/login"].map((path) => beginPost(app, path));
  expect((await request.get("/api/clusters")).status()).toBe(200);
  await app.stop();
  await Promise.all(slow.map(({ socket }) => closed(socket)));
  expect(slow[0]?.answer()).toContain("The server is stopping");
  // SQLite puts all into one file when it is closed, and only then.
  expect(existsSync(`${app.dataDir}/clusterdeck.sqlite`)).toBe(true);
  expect(existsSync(`${app.dataDir}/clusterdeck.sqlite-wal`)).toBe(false);
});
