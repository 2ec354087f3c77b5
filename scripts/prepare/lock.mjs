import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./command.mjs";

const LOCK_FILE = ".prepare.lock";

/** Waits until no other npm command is preparing this checkout, then keeps others out until this process ends. */
export async function takeLock() {
  for (let attempts = 0; !createLock(); attempts += 1) {
    if (isAbandoned()) {
      rmSync(LOCK_FILE, { force: true });
    } else {
      if (attempts === 0) say("Waiting for another npm command that is preparing this checkout…");
      await sleep(500);
    }
  }
  process.on("exit", () => rmSync(LOCK_FILE, { force: true }));
}

function createLock() {
  try {
    writeFileSync(LOCK_FILE, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** A process that was killed could not remove its lock. */
function isAbandoned() {
  try {
    process.kill(Number(readFileSync(LOCK_FILE, "utf8")), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
