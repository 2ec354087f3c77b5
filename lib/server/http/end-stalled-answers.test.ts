import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { endStalledAnswers } from "./end-stalled-answers";

/** So much longer than the pauses of a slow client that a busy machine does not make it stall. */
const STALLED_MS = 8_000;
const STEP_BYTES = 4 * 1_024 * 1_024;
const BYTES = 16 * STEP_BYTES;

it("ends the connection of a client that stops reading, and leaves a slow one alone", async () => {
  onTestFinished(endStalledAnswers(STALLED_MS));
  const answers: ServerResponse[] = [];
  const server = createServer((_, answer) => {
    answers.push(answer);
    answer.write(Buffer.alloc(BYTES));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No free port");
  const ask = async () => {
    const socket = connect(address.port, "127.0.0.1").on("error", () => undefined);
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await once(socket, "readable");
    return socket;
  };

  // Nobody reads what this one is sent.
  await ask();
  const slow = await ask();
  const [toStalled, toSlow] = answers;
  const reading = (async () => {
    for (let step = 0; step < 12; step += 1) {
      for (let read = 0; read < STEP_BYTES; ) {
        const part: Buffer | null = slow.read();
        if (part === null) await once(slow, "readable");
        else read += part.length;
      }
      await sleep(STALLED_MS / 5);
    }
  })();
  if (toStalled && !toStalled.destroyed) await once(toStalled, "close");
  await reading;
  expect([toStalled?.destroyed, toSlow?.destroyed]).toEqual([true, false]);
});
