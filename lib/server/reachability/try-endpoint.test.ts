import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterEach, expect, it } from "vitest";
import { addressRules } from "../security/address-rules";
import { resolveHost } from "./resolve-host";
import { tryEndpoint } from "./try-endpoint";
import { type Answer, tryPort } from "./try-port";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(): Promise<{ port: number; seen: { connections: number; bytes: number } }> {
  const seen = { connections: 0, bytes: 0 };
  const server = createServer((socket) => {
    seen.connections += 1;
    socket.on("data", (data) => {
      seen.bytes += data.length;
    });
    socket.on("error", () => {});
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return { port: address.port, seen };
}

const loopback = addressRules({ allowsPrivate: false, allowedRanges: ["127.0.0.0/8"] });
const strict = addressRules({ allowsPrivate: false, allowedRanges: [] });

/** Name resolution as the test defines it; records what is tried. */
function trial(names: Record<string, string[]>, answers: Record<string, Answer> = {}) {
  const tried: string[] = [];
  const options = {
    resolve: async (host: string) => (names[host] ?? []).map((address) => ({ address })),
    refusalOf: strict,
    tryPort: async (address: string) => {
      tried.push(address);
      return answers[address] ?? "unanswered";
    },
  };
  return { tried, options };
}

it("is answered by a port that listens, and sends it nothing", async () => {
  const { port, seen } = await listen();
  const options = { resolve: resolveHost, refusalOf: loopback, tryPort };
  expect(await tryEndpoint({ host: "127.0.0.1", port }, options)).toBe("answered");
  await expect.poll(() => seen).toEqual({ connections: 1, bytes: 0 });
});

it("is not answered by a port that nobody listens on", async () => {
  const { port } = await listen();
  const [server] = servers.splice(0);
  server?.close();
  expect(await tryPort("127.0.0.1", port)).toBe("unanswered");
});

it.each(["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "::1"])(
  "opens no socket to this machine, however it is written: %s",
  async (host) => {
    const { port, seen } = await listen();
    const options = { resolve: resolveHost, refusalOf: strict, tryPort };
    expect(["reserved", "inconclusive"]).toContain(await tryEndpoint({ host, port }, options));
    expect(seen.connections).toBe(0);
  },
);

it("tries the address that was checked, and resolves a name only once", async () => {
  let resolutions = 0;
  const { tried, options } = trial({ node: ["1.0.0.1"] }, { "1.0.0.1": "answered" });
  const rebinding = {
    ...options,
    resolve: async () => {
      resolutions += 1;
      return [{ address: resolutions === 1 ? "1.0.0.1" : "127.0.0.1" }];
    },
  };
  expect(await tryEndpoint({ host: "node", port: 22 }, rebinding)).toBe("answered");
  expect([tried, resolutions]).toEqual([["1.0.0.1"], 1]);
});

it("tries nothing if one of a name's addresses may not be tried", async () => {
  const { tried, options } = trial({ mixed: ["1.0.0.1", "169.254.169.254"], lan: ["10.0.0.1"] });
  expect(await tryEndpoint({ host: "mixed", port: 22 }, options)).toBe("reserved");
  expect(await tryEndpoint({ host: "lan", port: 22 }, options)).toBe("private");
  expect(tried).toEqual([]);
});

it("is answered if either family answers, and says nothing if this server cannot try", async () => {
  const both = ["1.0.0.1", "2606:4700::1111"];
  const { options } = trial({ both }, { "2606:4700::1111": "answered" });
  expect(await tryEndpoint({ host: "both", port: 22 }, options)).toBe("answered");
  const unrouted = trial({ both }, { "1.0.0.1": "inconclusive", "2606:4700::1111": "inconclusive" });
  expect(await tryEndpoint({ host: "both", port: 22 }, unrouted.options)).toBe("inconclusive");
  expect(await tryEndpoint({ host: "nowhere", port: 22 }, options)).toBe("inconclusive");
});
