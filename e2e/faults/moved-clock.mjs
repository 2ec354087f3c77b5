// Preloaded into an app: its wall clock is ahead by as many milliseconds as the file says, and follows when that changes.
import { readFileSync } from "node:fs";

const FOLLOW_EVERY_MS = 100;
const file = process.env.MOVED_CLOCK_FILE;
const realNow = Date.now;
let aheadMs = 0;

function follow() {
  if (file) aheadMs = Number(readFileSync(file, "utf8")) || 0;
}

follow();
setInterval(follow, FOLLOW_EVERY_MS).unref();

// A proxy, not a class: Next copies what Date itself has.
Date.now = () => realNow() + aheadMs;
globalThis.Date = new Proxy(Date, {
  construct: (target, parts, newTarget) =>
    Reflect.construct(target, parts.length === 0 ? [Date.now()] : parts, newTarget),
});
