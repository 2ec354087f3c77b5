// Preloaded into an app: its wall clock is ahead by as many milliseconds as the file says, and follows when that changes.
import { readFileSync } from "node:fs";

const FOLLOW_EVERY_MS = 100;
const file = process.env.MOVED_CLOCK_FILE;
const RealDate = Date;
let aheadMs = 0;

function follow() {
  if (file) aheadMs = Number(readFileSync(file, "utf8")) || 0;
}

follow();
setInterval(follow, FOLLOW_EVERY_MS).unref();

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + aheadMs);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + aheadMs;
  }
};
