import { expect, test } from "vitest";
import { exampleFleet } from "@/lib/testing/example-fleet";
import { stableFleet } from "../stable-fleet";
import { type FleetChange, readChange } from "./fleet-change";
import { createReadingThread, type Question, type Reply } from "./reading-thread";

const UNREAD = { kind: "people" as const, base: "1", body: new Blob(["{}"]) };

function changeTo(revision: string): FleetChange {
  return readChange(stableFleet(undefined, exampleFleet({ revision: "1" })), exampleFleet({ revision })).change;
}

/** A thread whose replies are written here. */
class FakeWorker extends EventTarget {
  readonly asked: Question[] = [];
  isTerminated = false;
  onmessage = null;
  onmessageerror = null;
  onerror = null;

  postMessage(question: Question): void {
    this.asked.push(question);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  reply(reply: Reply): void {
    this.dispatchEvent(new MessageEvent("message", { data: reply }));
  }
}

test("each question gets its own reply, whatever their order", async () => {
  const worker = new FakeWorker();
  const read = createReadingThread(() => worker);
  const [first, second] = [read(UNREAD), read(UNREAD)];
  const [one, two] = worker.asked.map(({ id }) => id);
  worker.reply({ id: two ?? 0, change: changeTo("3") });
  worker.reply({ id: one ?? 0, change: null });
  expect(await first).toBeNull();
  expect((await second)?.rest.revision).toBe("3");
});

test("a thread that fails leaves nobody waiting, and is not begun again", async () => {
  let begun = 0;
  const worker = new FakeWorker();
  const read = createReadingThread(() => {
    begun += 1;
    return worker;
  });
  const waiting = read(UNREAD);
  worker.dispatchEvent(new Event("error"));
  expect(await waiting).toBeNull();
  expect(worker.isTerminated).toBe(true);
  expect(await read(UNREAD)).toBeNull();
  expect(begun).toBe(1);
});

test("where no thread can be begun, pages read for themselves", async () => {
  const read = createReadingThread(() => {
    throw new DOMException("Refused", "SecurityError");
  });
  expect(await read(UNREAD)).toBeNull();
});

test("a thread that does not reply keeps nobody waiting for ever", async () => {
  const worker = new FakeWorker();
  const read = createReadingThread(() => worker, 10);
  expect(await read(UNREAD)).toBeNull();
  expect(worker.isTerminated).toBe(true);
});
