// A thread that sends a server the same requests at a steady pace, answered or not. One long wait then counts for
// everybody who arrived during it, and the work of the attackers, who run in the bench's own thread, is not measured.
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
  const all = await Promise.all(answers);
  return {
    timesMs: all.map(({ tookMs }) => tookMs),
    failures: all.flatMap(({ failure }) => (failure === null ? [] : [failure])),
  };
}

/**
 * The time until the whole answer arrived. Any status but 200 is a failure, and counts as the longest possible wait.
 */
function ask(url, headers) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const fail = (failure) => resolve({ tookMs: GIVE_UP_AFTER_MS, failure });
    const outgoing = http.get(url, { agent, headers, timeout: GIVE_UP_AFTER_MS }, (response) => {
      response.resume().on("close", () => {
        if (response.complete && response.statusCode === 200) {
          resolve({ tookMs: performance.now() - startedAt, failure: null });
        } else fail(`status ${response.statusCode}`);
      });
    });
    outgoing
      .on("timeout", () => outgoing.destroy(new Error("no answer")))
      .on("error", ({ code, message }) => fail(code ?? message));
  });
}
