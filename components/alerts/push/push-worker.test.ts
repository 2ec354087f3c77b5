import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";

type Listener = (event: object) => void;

/** The worker as a browser would run it, with what it asks of the browser. */
function startWorker(openPages: readonly string[] = []) {
  const listeners = new Map<string, Listener>();
  const asked: unknown[] = [];
  const self = {
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
    skipWaiting: () => {},
    registration: { showNotification: async (title: string, options: object) => asked.push({ title, ...options }) },
    clients: {
      matchAll: async () => openPages.map((url) => ({ url, focus: async () => asked.push(`focus ${url}`) })),
      openWindow: async (path: string) => asked.push(`open ${path}`),
    },
  };
  runInNewContext(readFileSync("public/push-worker.js", "utf8"), { self, URL });
  const happen = async (name: string, event: object) => {
    const waits: unknown[] = [];
    listeners.get(name)?.({ waitUntil: (wait: unknown) => waits.push(wait), ...event });
    await Promise.all(waits);
  };
  return { names: [...listeners.keys()], asked, happen };
}

it("sees no request of a page, so that it can neither change nor keep an answer", () => {
  expect(startWorker().names.toSorted()).toEqual(["install", "notificationclick", "push"]);
});

it("shows what it is pushed, and something at least if that is nothing", async () => {
  const worker = startWorker();
  const pushed = { title: "train-7 down", body: "6 of 8 nodes", tag: "cause", isQuiet: false };
  await worker.happen("push", { data: { json: () => pushed } });
  await worker.happen("push", { data: null });
  expect(worker.asked).toMatchObject([
    { title: "train-7 down", body: "6 of 8 nodes", tag: "cause", silent: false, renotify: true },
    { title: "Clusterdeck", renotify: false },
  ]);
});

it("leads to the page of alerts and nowhere else, whatever was pushed", async () => {
  const notification = { close: () => {}, data: { url: "https://evil.example" } };
  const closed = startWorker(["https://deck.example/"]);
  await closed.happen("notificationclick", { notification });
  expect(closed.asked).toEqual(["open /alerts"]);
  const open = startWorker(["https://deck.example/alerts?q=x"]);
  await open.happen("notificationclick", { notification });
  expect(open.asked).toEqual(["focus https://deck.example/alerts?q=x"]);
});
