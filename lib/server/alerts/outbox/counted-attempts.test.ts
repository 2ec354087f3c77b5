import { beforeEach, expect, it } from "vitest";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { countsOf } from "@/lib/testing/prometheus/counts-of";
import { log } from "../../log";
import { webhook } from "../channels/webhook";
import { webpush } from "../channels/webpush";
import type { Outbox } from "./outbox";
import { createSender } from "./sender";

const NOW = Date.UTC(2026, 10, 30);

beforeEach(() => forgetSingleton("meters"));

/** A sender with one message for each of these channels, whose services answer with the status that they are named by. */
function sendingTo(channelIds: readonly string[]) {
  const waiting = channelIds.map((channelId, index) => ({
    ...{ id: String(index), channelId, event: "firing" as const, attempts: 1, createdAt: NOW },
  }));
  const settled: string[] = [];
  const database = { isAway: false };
  const outbox: Outbox = {
    claim: async () => waiting.splice(0, 1),
    settle: async (_, { state }) => {
      if (database.isAway) throw new Error("The database is away.");
      settled.push(state);
    },
    nextAt: async () => null,
    releaseClaims: async () => {},
    retry: async () => false,
  };
  const sender = createSender({
    outbox,
    channel: async (id) => {
      if (id === "refused" || id === "off") return null;
      if (id === "browsers") return { kind: webpush, settings: {}, show: { names: true, costs: true } };
      return { kind: webhook, settings: { url: `https://${id}.example.org` }, show: { names: true, costs: true } };
    },
    isInUse: (id) => id !== "off",
    message: async ({ id, event }, _, at) => ({ id, event, items: [], groupKey: "g", url: "https://deck.example", at }),
    onAttempt: async () => {},
    onSettled: () => {},
    ways: {
      http: {
        send: async ({ hostname }) => ({ status: Number(hostname.slice(1, 4)), headers: new Headers(), body: null }),
      },
      mail: () => Promise.reject(new Error("There is no mail here.")),
      push: async () => ({
        outcome: { state: "final", reason: "No browser has asked for pushes.", isToNobody: true },
        mayHaveArrived: false,
      }),
    },
    ...{ log: log(), now: () => NOW, random: () => 0.5 },
  });
  const send = async () => {
    await sender.sendDue();
    await sender.idle();
  };
  return { send, settled, database };
}

const counted = async () => (await countsOf("clusterdeck_notifications_total")).map((one) => one.join(" ")).sort();

it("counts attempts by what came of them, and a channel that its service has refused as one that received nothing", async () => {
  const { send, settled } = sendingTo(["s204", "s503", "s403", "refused"]);
  await send();
  expect(settled).toHaveLength(4);
  expect(await counted()).toEqual(["refused failed 1", "s204 delivered 1", "s403 failed 1", "s503 retried 1"]);
});

it("counts nothing for a channel that somebody switched off: switched on again, it has not failed", async () => {
  const { send, settled } = sendingTo(["off"]);
  await send();
  expect([settled, await counted()]).toEqual([["failed"], []]);
});

it("counts once what was sent while the database was away", async () => {
  const { send, settled, database } = sendingTo(["s204"]);
  database.isAway = true;
  await send();
  expect([settled, await counted()]).toEqual([[], ["s204 delivered 1"]]);
  database.isAway = false;
  await send();
  expect([settled, await counted()]).toEqual([["delivered"], ["s204 delivered 1"]]);
});

it("counts no attempt where there was nobody to send to", async () => {
  const { send, settled } = sendingTo(["browsers"]);
  await send();
  expect([settled, await counted()]).toEqual([["failed"], []]);
});
