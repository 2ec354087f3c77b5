// A thread that asks a server the same things at a steady pace, answered or not: one long wait then counts for everybody who came in
// it, and the work of the attackers, who live in the bench's own thread, is not measured.
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";

const GIVE_UP_AFTER_MS = 60_000;
const agent = new http.Agent({ keepAlive: true });
let isEnding = false;

parentPort.once("message", () => {
  isEnding = true;
});
parentPort.postMessage(await Promise.all(workerData.map(watch)));

async function watch({ url, headers, everyMs }) {
  const answers = [];
  while (!isEnding) {
    answers.push(ask(url, headers));
    await sleep(everyMs);
  }
  const times = await Promise.all(answers);
  return { timesMs: times.filter((time) => time !== null), failed: times.filter((time) => time === null).length };
}

/** Milliseconds until the whole answer was there; null for any other than 200. */
function ask(url, headers) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const outgoing = http.get(url, { agent, headers, timeout: GIVE_UP_AFTER_MS }, (response) => {
      response.resume().on("close", () => {
        resolve(response.complete && response.statusCode === 200 ? performance.now() - startedAt : null);
      });
    });
    outgoing.on("timeout", () => outgoing.destroy()).on("error", () => resolve(null));
  });
}
